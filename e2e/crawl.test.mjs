// The crawler's own reading, so that a slip in it does not make the page checks look at nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { links, matcher, pieces } from './lib/crawl.mjs';

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

test('pieces forget words and the length of lists, and keep classes, states and emptiness', () => {
  const list = (...names) => `<html lang="ko"><main><ul>${names.map(n => `<li><a href="/${n}">${n}</a></li>`).join('')}</ul></main>`;
  const news = (a, b) => [...pieces(b)].filter(p => !pieces(a).has(p)).length;
  assert.equal(news(list('d'), list('a', 'b', 'c')), 0, 'the same list, longer');
  for (const [what, a, b] of [
    ['a link without words', list('a'), list('')],
    ['another class', '<p class="a">x</p>', '<p class="b">x</p>'],
    ['another state', '<input aria-invalid="true">', '<input aria-invalid="false">'],
    ['a list that is empty', list('a'), list()],
    ['a heading of another level in a card', '<main><article><h2>a</h2></article></main>', '<main><article><h3>a</h3></article></main>'],
    ['another menu', '<nav><a href="/a">a</a></nav><main><p>x</p></main>', '<nav><b>a</b></nav><main><p>x</p></main>'],
  ]) assert.ok(news(a, b) > 0, what);
  assert.equal(news('<input value="a" checked>', '<input value="">'), 0, 'what a form is filled with');
  const page = (menu, main) => `<html lang="ko"><nav>${menu}</nav><main>${main}</main></html>`;
  const drawn = new Set([...pieces(page('<b>a</b>', '<p>x</p>')), ...pieces(page('<i>a</i>', '<h1>x</h1>'))]);
  assert.deepEqual([...pieces(page('<i>b</i>', '<p>y</p>'))].filter(p => !drawn.has(p)), [], 'a known page under a known menu');
});
