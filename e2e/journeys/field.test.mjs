// From the classroom to the paper: a host takes attendance on a phone, confirms the list, a learner gets their certificate, and a stranger
// who holds it checks it without learning the name.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { portal } from '../lib.mjs';

const city = portal();

let section, serial;

// send presses a button and waits for the page that answers.
async function send(page, button) {
  const posted = page.waitForResponse(r => r.request().method() === 'POST');
  await page.locator(button).first().click();
  await posted;
  await page.waitForLoadState();
}

test('a host takes attendance on a phone: everybody present, then the exceptions', async () => {
  const page = await city.as('host');
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto('/office/teaching');
  await city.assertClean(page, 'the desk of attendance');
  await page.setViewportSize({ width: 360, height: 780 });
  await page.locator('#today a[href$="/attendance"], section:has(#today) a[href$="/attendance"]').first().click();
  await page.waitForLoadState();
  section = /\/office\/sections\/[0-9a-f-]{36}/.exec(page.url())[0];
  await send(page, '.marks-save button');
  assert.match(await page.locator('.error-summary').innerText(), /출결을 골라 주세요/);
  await city.assertClean(page, 'a sheet that is not whole');
  await page.goto(page.url() + '?fill=present');
  const rows = page.locator('.marks > li');
  assert.ok(await rows.count() > 5);
  const target = await rows.first().locator('.option').first().boundingBox();
  assert.ok(target.height >= 44 && target.width >= 44, `a mark is ${target.width} by ${target.height} px`);
  await rows.nth(1).locator('input[value=late]').check();
  await rows.nth(2).locator('input[value=absent]').check();
  await city.assertClean(page, 'a sheet filled in');
  await send(page, '.marks-save button');
  assert.match(await page.locator('main').innerText(), /지각 1/);
  assert.equal(await page.locator('.marks > li').nth(1).locator('input[value=late]').isChecked(), true);
});

test('the host sees what will be confirmed, and confirms the list', async () => {
  const page = await city.as('host');
  await page.goto(section + '/confirmation');
  await city.assertClean(page, 'the list to confirm');
  const reason = page.locator('main [name=reason]');
  if (await reason.count()) await reason.fill('오늘이 마지막 회차');
  await send(page, 'main form button[type=submit]');
  await city.assertClean(page, 'before confirming');
  assert.match(await page.locator('main').innerText(), /아직 저장되지 않았습니다/);
  await send(page, 'button[name=step][value=confirm]');
  assert.match(await page.locator('main').innerText(), /모두 확인했습니다/);
  await page.goto(section + '/certificates');
  await city.assertClean(page, 'certificates of a section');
});

test('a learner takes their certificate, as a page and as a PDF', async () => {
  const page = await city.as('student.pnu');
  await page.goto('/my/certificates');
  await city.assertClean(page, 'my certificates');
  await send(page, 'main form:has(input[name=kind][value=completion]) button');
  await page.waitForURL(/\/my\/certificates\/[0-9a-f-]{36}/);
  await city.assertClean(page, 'my certificate');
  serial = /\d{4}-[A-Z]+-C\d{5}(-[0-9A-Z]{4}){3}/.exec(await page.locator('.certificate').innerText())[0];
  const pdf = await page.request.get(await page.locator('a[href$="/pdf"]').first().getAttribute('href'));
  assert.equal(pdf.headers()['content-type'], 'application/pdf');
  assert.equal((await pdf.body()).subarray(0, 5).toString(), '%PDF-');
});

test('a stranger checks the paper by its number and reads no name', async () => {
  const page = await city.as();
  await page.goto('/certificates');
  await city.assertClean(page, 'where a number is typed');
  await page.locator('main [name=serial]').fill(serial.toLowerCase());
  await page.locator('main form button[type=submit]').click();
  await page.waitForURL(/\/certificates\/\d{4}-/);
  const said = await page.locator('main').innerText();
  assert.match(said, /발급된 증명서가 맞습니다/);
  assert.match(said, /박\*진/);
  assert.doesNotMatch(said, /박서진/);
  await city.assertClean(page, 'a certificate checked');
});

test('an instructor sees their own sections and nothing of the office', async () => {
  const page = await city.as('instructor');
  await page.goto('/office/teaching');
  await city.assertClean(page, "an instructor's desk");
  assert.match(await page.locator('main').innerText(), /표 계산 고민 상담소/);
  assert.equal((await page.request.get('/office/programs')).status(), 403);
  assert.equal((await page.request.get(section + '/attendance')).status(), 404);
});
