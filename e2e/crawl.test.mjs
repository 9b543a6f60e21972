// The crawler's own reading, so that a slip in it does not make the page checks look at nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { links, matcher, shape } from './lib/crawl.mjs';

test('links are read with their queries, without their fragments', () => {
  assert.deepEqual(
    links('<a class="x" href="/programs?q=1&amp;page=2#list">a</a> <a href="https://elsewhere.example/">b</a> <link rel="icon" href="/c.svg"><script type="module" src="/d.js"></script>'),
    ['/programs?q=1&page=2', '/c.svg', '/d.js']);
});

test('an address finds its route, fixed parts first, in both languages', () => {
  const match = matcher(['/', '/programs/:slug', '/programs/new', '/static/*', '/data/standard-courses.csv']);
  for (const [path, want] of [
    ['/', '/'], ['/en/', '/'], ['/en', '/'], ['/programs/smartphone', '/programs/:slug'], ['/en/programs/new', '/programs/new'],
    ['/static/css/app.css', '/static/*'], ['/data/standard-coursesXcsv', undefined], ['/programs/a/b', undefined],
  ]) assert.equal(match(path), want, path);
});

test('a shape forgets words and the length of lists, and keeps classes, states and emptiness', () => {
  const list = (...names) => `<html lang="ko"><ul>${names.map(n => `<li><a href="/${n}">${n}</a></li>`).join('')}</ul>`;
  assert.equal(shape(list('a', 'b', 'c')), shape(list('d')));
  assert.notEqual(shape(list('a')), shape(list('')));
  assert.notEqual(shape('<p class="a">x</p>'), shape('<p class="b">x</p>'));
  assert.notEqual(shape('<input aria-invalid="true">'), shape('<input aria-invalid="false">'));
  assert.notEqual(shape('<html lang="ko"><p>x</p>'), shape('<html lang="en"><p>x</p>'));
});
