// The campus's way: a host confirms who took part, the student's university asks the host about it, has the reply and recognises it, and the
// student follows the point back to its rule. A student who refuses to be passed on is nowhere on the university's pages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { portal } from '../lib.mjs';

const city = portal();

const QUESTION = '마지막 날에도 끝까지 함께했는지 알려 주세요.';
const REPLY = '여섯 번 모두 끝까지 함께했습니다.';
let recognition;

// send presses the form's button and waits for the page that answers.
async function send(page, button) {
  const posted = page.waitForResponse(r => r.request().method() === 'POST');
  await page.locator(button).first().click();
  await posted;
  await page.waitForLoadState();
}

test('the host confirms the list of the neighbourhood reporters', async () => {
  const page = await city.as('host');
  await page.goto('/office/teaching');
  await page.locator('main a', { hasText: '우리 동네 배움 기자단' }).first().click();
  await page.waitForLoadState();
  if (!page.url().includes('/confirmation')) await page.locator('main a[href$="/confirmation"]').first().click();
  await page.waitForLoadState();
  await send(page, 'main form[method=post] button[value=preview], main form[method=post] button[type=submit]');
  if (await page.locator('main form:has([name=step][value=confirm]), main form button[value=confirm]').count()) {
    await send(page, 'main form:has([name=step][value=confirm]) button[type=submit], main form button[value=confirm]');
  }
  assert.match(page.url(), /\/office\/sections\//);
});

test('the campus finds it, reads rule and evidence, and asks the host', async () => {
  const page = await city.as('staff.pknu');
  await page.goto('/campus');
  await city.assertClean(page, 'the inbox of the campus');
  const link = page.locator('main a', { hasText: '우리 동네 배움 기자단' });
  assert.equal(await link.count(), 1, 'what was confirmed waits at the campus, once');
  await link.click();
  await page.waitForURL(/\/campus\/recognitions\/[0-9a-f-]{36}/);
  recognition = new URL(page.url()).pathname;
  const text = await page.locator('main').innerText();
  for (const want of ['활동 하나에 3점', '예시', '여성가족과 평생교육진흥원', '15시간', '김도현', '출석']) assert.ok(text.includes(want), `the decision says ${want}`);
  await city.assertClean(page, 'one decision');
  await page.locator('main [name=decision][value=refuse]').check();
  await send(page, 'main form:has([name=decision]) button[type=submit]');
  assert.match(await page.title(), /오류/);
  await city.assertClean(page, 'a decision without a reason');
  await page.locator('main [name=decision][value=ask]').check();
  await page.locator('main [name=reason]').fill(QUESTION);
  await send(page, 'main form:has([name=decision]) button[type=submit]');
  await page.goto('/campus?tab=asked');
  assert.equal(await page.locator('main a', { hasText: '우리 동네 배움 기자단' }).count(), 1);
});

test('the other university does not find it', async () => {
  const page = await city.as('staff.pnu');
  const answer = await page.goto(recognition);
  assert.equal(answer.status(), 404);
});

test('the host has the question among today\'s work and replies once', async () => {
  const page = await city.as('host');
  await page.goto('/office');
  await page.locator('main a[href="/office/questions"]').first().click();
  await page.waitForURL('**/office/questions');
  await city.assertClean(page, 'the questions of campuses');
  await page.locator('main a', { hasText: '우리 동네 배움 기자단' }).click();
  await page.waitForURL(/\/office\/questions\//);
  assert.ok((await page.locator('main').innerText()).includes(QUESTION));
  await city.assertClean(page, 'one question');
  await page.locator('main [name=reply]').fill(REPLY);
  await send(page, 'main form:has([name=reply]) button[type=submit]');
  await page.goto('/office/questions');
  assert.ok((await page.locator('main').innerText()).includes('답함'));
});

test('the campus has the reply and recognises it', async () => {
  const page = await city.as('staff.pknu');
  await page.goto(recognition);
  assert.ok((await page.locator('main').innerText()).includes(REPLY));
  await page.locator('main [name=decision][value=recognise]').check();
  await send(page, 'main form:has([name=decision]) button[type=submit]');
  assert.ok((await page.locator('main').innerText()).includes('3점'));
  await page.goto('/campus/mileage');
  await city.assertClean(page, 'the ledger');
  await page.goto('/campus/rules');
  await city.assertClean(page, 'the rules');
});

test('the student follows the point back to its rule', async () => {
  const page = await city.as('student.pknu');
  await page.goto('/my/mileage');
  await city.assertClean(page, 'mileage');
  const main = page.locator('main');
  assert.ok((await main.innerText()).includes('국립부경대 비교과 마일리지'));
  const entry = main.locator('article', { hasText: '우리 동네 배움 기자단' });
  assert.ok((await entry.innerText()).includes('활동 하나에 3점'));
  await entry.locator('a[href*="/my/mileage/rules/"]').click();
  await page.waitForURL(/\/my\/mileage\/rules\//);
  await city.assertClean(page, 'a rule');
  const rule = await main.innerText();
  assert.ok(rule.includes('국립부경대학교') && rule.includes('예시') && rule.includes('8시간'));
});

test('a student who withdraws is gone from the campus', async () => {
  const student = await city.as('student.pknu');
  await student.goto('/my/provision');
  await city.assertClean(student, 'what is passed on');
  await student.locator('main details summary, main button', { hasText: '동의 거두기' }).first().click();
  await send(student, 'main form[action$="/withdrawal"] button[type=submit]');
  const staff = await city.as('staff.pknu');
  await staff.goto('/campus');
  assert.equal(await staff.locator('main tbody tr').count(), 0, 'nothing waits any more');
  await staff.goto('/campus/roster');
  await staff.locator('main input[type=file]').setInputFiles({ name: 'roster.csv', mimeType: 'text/csv', buffer: Buffer.from('학번,성명,학적상태\n202412345,김도현,휴학\n') });
  await send(staff, 'main form:has(input[type=file]) button[type=submit]');
  assert.ok((await staff.locator('main').innerText()).includes('0명'));
  await city.assertClean(staff, 'a comparison with a roster');
});
