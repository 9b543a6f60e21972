// A file of the national course set: an officer hands it in, reads what would happen, stores it; a resident finds the courses and is told
// where to apply; they come back in the open data; one is copied as an own draft; the import is undone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { portal } from '../lib.mjs';
import { store, upload } from '../lib/imports.mjs';

const city = portal();
let report;

test('an officer hands in a file, reads which rows are refused and why, and stores the rest', async () => {
  const page = await city.as('officer.namgu');
  const preview = await upload(page);
  await city.assertClean(page, 'the preview');
  const refused = page.locator('main section#refused tbody tr');
  const row = refused.filter({ hasText: '2026-02-30' });
  assert.equal(await row.count(), 1, 'the row with the 30th of February is named');
  assert.match(await row.innerText(), /^\s*28\s+교육시작일자/, 'by its line in the file and its column');
  assert.match(await row.innerText(), /2026-05-01처럼/, 'with what to write instead');
  const before = await page.request.get('/data/standard-courses.csv');
  assert.ok(!(await before.text()).includes('느린 학습 모임'), 'nothing is stored yet');
  report = await store(page);
  await city.assertClean(page, 'the report');
  assert.match(await page.locator('main').innerText(), /28행 교육시작일자/);
  const file = await page.request.get(report + '/refusals.csv');
  assert.equal(file.status(), 200);
  assert.match(await file.text(), /28,교육시작일자/);
  // The same file again changes nothing.
  const again = await upload(page);
  assert.notEqual(again, preview);
  assert.match(await page.locator('main').innerText(), /새로 실리거나 바뀌는 강좌가 없습니다/);
  await city.assertClean(page, 'the same file again');
  await page.context().close();
});

test('a resident finds an imported course, reads that it is over and where one applied, and sees no seats and no button of ours', async () => {
  const page = await city.as('resident');
  for (const words of ['수채화', 'ㅅㅊㅎ', '하모니카', '바다그림책']) {
    await page.goto('/programs?q=' + encodeURIComponent(words));
    assert.ok(await page.locator('main article h2 a').count() > 0, `${words} finds nothing`);
  }
  await page.goto('/programs?q=' + encodeURIComponent('수채화, 처음 한 붓'));
  await page.locator('main article h2 a').filter({ hasText: '처음 한 붓' }).click();
  await page.waitForURL(/\/programs\/[^?/]+$/);
  await city.assertClean(page, 'an imported programme');
  await page.locator('main a[href^="/sections/"]:not([href$=".ics"])').first().click();
  await page.waitForURL(/\/sections\/[^/]+$/);
  await city.assertClean(page, 'an imported section');
  const [said] = (await page.locator('main').innerText()).split('비슷한 프로그램'); // the others may have seats
  assert.match(said, /접수마감/);
  assert.match(said, /haeoreum-learn\.example/, 'where one applied');
  assert.doesNotMatch(said, /남은 자리|신청 \d+명/, 'the publisher alone knows how many have applied');
  const section = new URL(page.url()).pathname;
  assert.equal(await page.locator('main a[href$="/applications"]').count(), 0, 'no button of ours');
  await page.goto(section + '/applications');
  assert.equal(await page.locator('main [name=consent]').count(), 0, 'and no form behind an address that was guessed');
  await city.assertClean(page, 'applying elsewhere');
  await page.context().close();
});

test('the courses come back in the open data as they were read', async () => {
  const page = await city.as();
  const r = await page.request.get('/data/standard-courses.csv');
  assert.equal(r.status(), 200);
  const text = await r.text();
  assert.equal(text.replace(/^\ufeff/, '').split(/\r?\n/)[0].split(',').length, 25, 'the 25 columns');
  for (const cell of ['"[달맞이]수채화, 처음 한 붓"', '화요일+목요일', '가족  요리   한마당', '"영어 회화 ""말문 트기"""']) assert.ok(text.includes(cell), `${cell} comes back as it was`);
  for (const format of ['json', 'xml']) {
    const other = await page.request.get('/data/standard-courses.' + format);
    assert.equal(other.status(), 200);
    assert.ok((await other.text()).includes('느린 학습 모임'), format);
  }
  await page.context().close();
});

test('an officer copies an imported course as an own draft, which nobody else sees yet', async () => {
  const page = await city.as('officer.namgu');
  await page.goto('/programs?q=' + encodeURIComponent('느린 학습 모임'));
  await page.locator('main article h2 a').first().click();
  await page.waitForURL(/\/programs\/[^?/]+$/);
  await page.locator('main a[href^="/sections/"]:not([href$=".ics"])').first().click();
  await page.waitForURL(/\/sections\/[^/]+$/);
  await page.locator('main a[href$="/copies"]').click();
  await page.waitForURL(/\/copies$/);
  await city.assertClean(page, 'the copy');
  const start = new Date(Date.now() + 100 * 86_400_000).toISOString().slice(0, 10);
  await page.locator('main [name=starts_on]').fill(start);
  await page.locator('main form:has([name=starts_on]) button[type=submit]').click();
  await page.waitForURL(/\/office\/programs\/[0-9a-f-]+$/);
  await city.assertClean(page, 'the draft');
  assert.match(await page.locator('main').innerText(), /느린 학습 모임/);
  assert.match(await page.locator('main').innerText(), /작성 중/);
  const draft = new URL(page.url()).pathname;
  const other = await city.as('officer.yeonje');
  assert.equal((await other.request.get(draft)).status(), 404, 'another district does not see it');
  await other.context().close();
  await page.context().close();
});

test('an import is undone, and its courses are gone from the catalogue', async () => {
  const page = await city.as('officer.namgu');
  await page.goto(report);
  await page.locator('details.confirm > summary').click();
  await city.assertClean(page, 'asked whether to undo');
  await page.locator('details.confirm form[action$="/undo"] button').click();
  await page.waitForLoadState();
  assert.match(await page.locator('main').innerText(), /되돌림|되돌린 때/);
  await city.assertClean(page, 'undone');
  await page.goto('/programs?q=' + encodeURIComponent('하모니카 초급'));
  assert.equal(await page.locator('main article h2 a').count(), 0);
  assert.ok(!(await (await page.request.get('/data/standard-courses.csv')).text()).includes('하모니카 초급'));
  await page.context().close();
});
