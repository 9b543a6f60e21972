// Every page that anyone may GET, found as people find them: by the links on the pages before. Each answer is well; each page that differs
// in more than its words from those before it is drawn in Chromium and held to axe, to 320 px and to a silent console; all HTML goes to the Nu
// checker; and each form is sent empty, to see its error state. A route of the routes table that nobody reached fails the test.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { personas, portal } from './lib.mjs';
import { addresses, links, matcher, pieces } from './lib/crawl.mjs';
import { store, upload } from './lib/imports.mjs';
import { sendLetters } from './lib/letters.mjs';

const city = portal();

// How many addresses of one route a person visits: enough to meet a course that is open, full, ended and elsewhere.
const PER_ROUTE = 6;
// And how many of its queries, and of either in the other language: those repeat what was seen.
const PER_QUERY = 3;
const PER_ENGLISH = 2;
// Pages of one route and language that the Nu checker reads although each of their pieces has been read.
const PER_CHECK = 8;
// Answers asked for at once.
const AT_ONCE = 4;

const drawn = new Set(); // pieces of pages that Chromium has drawn
const texts = new Map(); // language and pattern → the main parts that were met
const reached = new Set(); // patterns that somebody got 200 from
const forms = new Map(); // action pattern → { who, url }
let fetched = 0;
let pages = 0;

let table;
function routes() {
  table ??= city.ieum('routes').trim().split('\n').map(line => JSON.parse(line));
  return table;
}

// Addresses that no page of theirs leads to: what a form answers with, and what programs rather than people ask for.
const starts = {
  anonymous: ['/sitemaps/1.xml'],
};
// And those that follow from another one.
const derived = [[/^\/programs\/[^/?]+$/, p => '/api/v1' + p], [/^\/sections\/[0-9a-f-]{36}$/, p => '/api/v1' + p]];

// The pages behind a link of a letter are reached as the letter's reader reaches them; the administrator finds both letters in the outbox.
test('letters with links are written, and a file of courses is handed in', async () => {
  await sendLetters(city);
  const page = await city.as('officer.namgu');
  const preview = await upload(page);
  starts['officer.namgu'] = [preview];
  await upload(page);
  await store(page);
  const course = await page.request.get('/api/v1/programs?q=' + encodeURIComponent('느린 학습 모임'));
  const slug = /"slug":\s*"([^"]+)"/.exec(await course.text());
  assert.ok(slug, `the imported course is not found: ${await course.text()}`);
  starts['officer.namgu'].push('/programs/' + slug[1], `/sections/${await section(page, slug[1])}`);
  await page.context().close();
});

// A course with open seats of ours, and one whose next term is being prepared: among sixty courses a crawl of a few may miss them.
test('a section to apply to, and a programme with a draft, are on the way', async () => {
  const page = await city.as('officer.namgu');
  const open = await page.request.get('/api/v1/programs?status=open&mode=first_come&size=50').then(r => r.json());
  const here = open.items.filter(p => p.section.channel === 'here').slice(0, 4);
  assert.ok(here.length > 1, 'few sections of the demo take applications here');
  // One who is new to all of them: the others have a place in some, and are led to it.
  starts.guardian = here.map(p => `/sections/${p.section.id}`);
  await page.goto('/office/programs?q=' + encodeURIComponent('여행자에게 길을'));
  const desk = await page.locator('main a[href^="/office/programs/"]', { hasText: '여행자에게 길을' }).first().getAttribute('href');
  starts['officer.namgu'].push(desk, desk + '/sections');
  await page.goto(desk + '/sections');
  starts['officer.namgu'].push(await page.locator('main a[href^="/office/sections/"]', { hasText: '3기' }).first().getAttribute('href'));
  await page.context().close();
});

async function section(page, slug) {
  const programme = await page.request.get('/api/v1/programs/' + slug).then(r => r.json());
  return programme.sections[0].id;
}

// What was confirmed, and the papers of it: the section stands behind others at the desk, and a number is typed by whoever holds the paper.
test('confirmed people and a certificate are on the way', async () => {
  const learner = await city.as('student.pknu');
  await learner.goto('/my/certificates');
  await learner.locator('main a[href^="/my/certificates/"]', { hasText: '수료증' }).first().click();
  await learner.waitForURL(/\/my\/certificates\/[0-9a-f-]{36}$/);
  const serial = /\d{4}-[A-Z]+-C\d{5}(-[0-9A-Z]{4}){3}/.exec(await learner.locator('.certificate').innerText())[0];
  starts.anonymous.push('/certificates/' + serial);
  const found = await learner.request.get('/api/v1/programs?q=' + encodeURIComponent('상자텃밭에서 식탁까지')).then(r => r.json());
  const desk = `/office/sections/${await section(learner, found.items[0].slug)}`;
  starts['officer.namgu'].push(desk + '/confirmation', desk + '/certificates');
  await learner.context().close();
});

// The page of a code stands behind the form that sends it.
test('a resident says which university they belong to', async () => {
  const page = await city.as('resident');
  await page.goto('/my/affiliation');
  await page.locator('main [name=university]').selectOption({ label: '국립부경대학교' });
  await page.locator('main [name=number]').fill('202699001');
  await page.locator('main [name=method][value=mail]').check();
  await page.locator('main [name=university_email]').fill('newcomer@pukyong.ac.kr');
  await page.locator('main form:has([name=university]) button[type=submit]').click();
  await page.waitForURL(/\/my\/affiliation\/[0-9a-f-]{36}\/code$/);
  starts.resident = [new URL(page.url()).pathname];
  await page.context().close();
});

for (const persona of [undefined, ...personas]) {
  test(`every page of ${persona ?? 'a stranger'}`, { timeout: 600_000 }, async () => {
    const who = persona ?? 'anonymous';
    const page = await city.as(persona);
    const match = matcher(routes().filter(r => r.method === 'GET').map(r => r.path));
    const { found, wrong } = await crawl(page, who, match);
    for (const { url, pattern, text } of found) {
      const route = `${/^\/en(\/|$)/.test(url) ? 'en' : 'ko'} ${pattern}`;
      // Each route is drawn in both languages, and again when it holds something that was not drawn anywhere.
      const fresh = [route, ...pieces(text)].filter(p => !drawn.has(p));
      const main = text.slice(text.indexOf('<main'));
      const read = texts.get(route) ?? texts.set(route, new Set()).get(route);
      if (fresh.length > 0 || (!read.has(main) && read.size < PER_CHECK)) city.pages.addText(`${who} ${url}`, text);
      read.add(main);
      if (fresh.length === 0) continue;
      for (const p of fresh) drawn.add(p);
      pages++;
      await page.goto(url);
      // One page's faults do not hide the next one's.
      await city.assertClean(page).catch(e => wrong.push(e.message));
      for (const action of await postForms(page, match)) if (!forms.has(action)) forms.set(action, { who, url });
    }
    await page.context().close();
    if (wrong.length > 0) assert.fail(wrong.join('\n'));
  });
}

test('every form says what is wrong', { timeout: 600_000 }, async t => {
  let tried = 0;
  for (const [action, { who, url }] of forms) {
    const page = await city.as(who === 'anonymous' ? undefined : who);
    await page.goto(url);
    const answer = await sendEmpty(page, action);
    if (answer?.status() === 422) {
      tried++;
      await city.assertClean(page, `empty form to ${action}`);
      const told = await page.evaluate(() => [...document.querySelectorAll('[aria-invalid=true]')].map(e => ({
        field: e.getAttribute('name'),
        by: (e.getAttribute('aria-describedby') ?? '').split(/\s+/).some(id => id && document.getElementById(id)?.textContent.trim()),
      })));
      assert.deepEqual(told.filter(f => !f.by), [], `${who} at ${url}: invalid fields that do not point at their message`);
      assert.match(await page.title(), /^(오류|Error)/, `${who} at ${url}: the title of the error state`);
    } else {
      assert.ok(!answer || answer.status() < 500, `${action} answered ${answer?.status()} to an empty form`);
      t.diagnostic(`${action} from ${url} took an empty form: ${answer?.status() ?? 'no field to leave empty'}`);
    }
    await page.context().close();
  }
  t.diagnostic(`${forms.size} forms, ${tried} with an error state`);
});

// Pages behind a form that a journey fills in: the journey named walks there and holds them to axe, and Go's matrix of routes and personas asks
// for each. A page that a link leads to does not belong here.
const walked = {
  '/login/code': 'phone', '/login/birth': 'phone', '/register/person': 'phone', '/office/desk/people/:id': 'phone',
  '/office/desk/people/:id/sections/:section': 'phone', '/office/desk/applications/:id': 'phone', '/campus/roster/:id': 'campus',
};

test('every GET route was reached by somebody', t => {
  for (const [path, journey] of Object.entries(walked)) {
    assert.ok(routes().some(r => r.path === path), `${path} is no route any more`);
    assert.ok(existsSync(new URL(`./journeys/${journey}.test.mjs`, import.meta.url)), journey);
  }
  const missed = routes().filter(r => r.method === 'GET' && !reached.has(r.path) && !walked[r.path]).map(r => `${r.path} (${r.access})`);
  if (missed.length > 0) assert.fail(`no link leads anybody to\n${missed.join('\n')}`);
  t.diagnostic(`${fetched} answers, ${reached.size} routes, ${[...texts.values()].reduce((n, t) => n + t.size, 0)} different pages, ${pages} of them drawn in Chromium`);
});

// crawl fetches what the person can find and returns the HTML pages. Everything answers 200, or sends on, or says no; never 5xx.
async function crawl(page, who, match) {
  const queue = [];
  const known = new Set();
  const counts = new Map();
  const add = (url, from = 'the start') => {
    const u = new URL(url, city.base);
    if (u.origin !== city.base) return;
    const english = /^\/en(\/|$)/.test(u.pathname);
    const pattern = match(u.pathname);
    const address = u.pathname + u.search;
    if (known.has(address)) return;
    known.add(address);
    const key = `${english} ${pattern} ${u.search ? 'query' : ''} ${/\.[a-z]+$/.exec(u.pathname) ?? ''}`;
    const n = counts.get(key) ?? 0;
    if (n >= (english ? PER_ENGLISH : u.search ? PER_QUERY : PER_ROUTE)) return;
    counts.set(key, n + 1);
    queue.push({ address, pattern, from });
    for (const [known, other] of derived) if (known.test(address)) add(other(address), address);
  };
  for (const r of routes().filter(r => r.method === 'GET')) if (!/[:*]/.test(r.path)) add(r.path);
  for (const address of starts[who] ?? []) add(address);
  const found = [];
  const wrong = [];
  const visit = async ({ address, pattern, from }) => {
    const r = await page.request.get(address, { maxRedirects: 0 });
    fetched++;
    if (r.status() >= 500) wrong.push(`${r.status()} ${address}, linked from ${from}`);
    if (r.status() >= 300 && r.status() < 400 && r.headers().location) add(r.headers().location, address);
    if (r.status() !== 200) return;
    if (pattern) reached.add(pattern);
    const body = await r.body();
    if (body.length === 0) wrong.push(`nothing in ${address}`);
    const type = r.headers()['content-type'] ?? '';
    if (type.startsWith('text/html')) {
      const text = body.toString();
      found.push({ url: address, pattern, text });
      for (const href of links(text)) add(href, address);
    } else if (/json|xml/.test(type)) {
      for (const href of addresses(body.toString().slice(0, 1 << 20), city.base)) add(href, address);
    }
  };
  while (queue.length > 0) await Promise.all(queue.splice(0, AT_ONCE).map(visit));
  return { found, wrong };
}

// postForms lists the forms of a page that have something to fill in, by the route they are sent to.
async function postForms(page, match) {
  const actions = await page.evaluate(() => [...document.querySelectorAll('form[method=post]')]
    .filter(f => f.querySelector('input:not([type=hidden]):not([type=submit]), textarea, select'))
    .map(f => f.getAttribute('action') ?? location.pathname));
  return actions.map(a => new URL(a, city.base).pathname).map(p => match(p) ?? p);
}

// sendEmpty empties the form that goes to action and sends it past the browser's own checks.
async function sendEmpty(page, action) {
  const match = matcher([action]);
  const actions = await page.evaluate(() => [...document.querySelectorAll('form[method=post]')].map(f => f.getAttribute('action') ?? location.pathname));
  const n = actions.findIndex(a => { const p = new URL(a, city.base).pathname; return p === action || match(p); });
  if (n < 0) return null;
  const loaded = page.waitForEvent('load').catch(() => null); // a form that htmx sends loads no page
  const [answer] = await Promise.all([
    page.waitForResponse(r => r.request().method() === 'POST'),
    page.evaluate(i => {
      const f = document.querySelectorAll('form[method=post]')[i];
      f.noValidate = true;
      for (const e of f.elements) {
        if (['text', 'email', 'password', 'tel', 'number', 'date', 'time', 'datetime-local', 'url', 'search', 'textarea'].includes(e.type)) e.value = '';
        if (['checkbox', 'radio'].includes(e.type)) e.checked = false;
      }
      f.requestSubmit();
    }, n),
  ]);
  if (answer.request().isNavigationRequest()) await loaded;
  return answer;
}
