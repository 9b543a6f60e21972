// The administrator opens an audit and checks the chain; the auditor draws a sample, uncovers a name for a reason and takes the file away; a
// resident takes a copy of their data and leaves.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { email, PASSWORD, portal } from '../lib.mjs';

const city = portal();

// PICTURES names a folder for pictures at 360 and 1280 px, for whoever wants to look.
async function picture(page, name) {
  if (!process.env.PICTURES) return;
  mkdirSync(process.env.PICTURES, { recursive: true });
  const size = page.viewportSize();
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.screenshot({ path: `${process.env.PICTURES}/${name}-${width}.png`, fullPage: true });
  }
  if (size) await page.setViewportSize(size);
}

async function send(page, form) {
  await Promise.all([
    page.waitForResponse(r => r.request().method() === 'POST'),
    page.locator(`${form} button[type=submit]`).first().click(),
  ]);
  await page.waitForLoadState();
}

let audit;

test('an administrator opens an audit, and the chain of the trail is whole', async () => {
  const page = await city.as('admin');
  await page.goto('/system/audits');
  await city.assertClean(page, 'every audit');
  await picture(page, 'audits');
  const form = 'main form[action="/system/audits"]';
  // The browser would stop an empty form itself; the portal answers it as well.
  await page.locator(form).evaluate(f => { f.noValidate = true; });
  await send(page, form);
  assert.match(await page.title(), /^오류/);
  await city.assertClean(page, 'an empty form');
  await picture(page, 'audits-error');
  await page.locator(`${form} [name=name]`).fill('남구 신청 결정 점검');
  await page.locator(`${form} [name=document_number]`).fill('감사담당관-77');
  const year = new Date().getFullYear();
  await page.locator(`${form} [name=from_on]`).fill(`${year - 1}-01-01`);
  await page.locator(`${form} [name=to_on]`).fill(`${year + 1}-12-31`);
  await page.locator(form).getByLabel('부산광역시 남구', { exact: true }).or(page.locator(form).getByLabel('남구', { exact: true })).first().check();
  await send(page, form);
  await page.waitForURL(/\/system\/audits\/[0-9a-f-]+$/);
  audit = new URL(page.url()).pathname.split('/').pop();
  await city.assertClean(page, 'an audit');
  await picture(page, 'audit');

  await page.goto('/system/audit-check');
  await city.assertClean(page, 'never checked');
  await send(page, 'main form[action="/system/audit-check"]');
  for (let i = 0; i < 20 && await page.getByText('검사하고 있습니다').count() > 0; i++) {
    await page.waitForTimeout(500);
    await page.reload();
  }
  assert.match(await page.locator('main').innerText(), /바뀌거나 지워진 기록이 없습니다/);
  await city.assertClean(page, 'checked');
  await picture(page, 'audit-check');
  await page.context().close();
});

test('an auditor reads masked inside it, uncovers a name for a reason, and takes the file away', async () => {
  const page = await city.as('auditor');
  await page.goto('/audit');
  await city.assertClean(page, 'open audits');
  await picture(page, 'auditor-home');
  await page.locator(`main a[href="/audit/${audit}"]`).click();
  await city.assertClean(page, 'one audit');
  await picture(page, 'auditor-case');
  for (const at of ['line', 'changes', 'approvals', 'approvals?all=1', 'uses', 'uses?of=night', 'uses?of=many']) {
    await page.goto(`/audit/${audit}/${at}`);
    await city.assertClean(page, at);
    await picture(page, `auditor-${at.replace(/\W/g, '-')}`);
  }
  await page.goto(`/audit/${audit}/line`);
  await page.locator('main form [name=kind][value=officer]').check();
  await page.locator('main form [name=number]').fill('nobody@none.example');
  await page.locator('main form button[type=submit]').click();
  await page.waitForLoadState();
  assert.equal(await page.locator('main [aria-invalid=true]').count(), 1);
  assert.ok(!page.url().includes('nobody'), page.url());
  await city.assertClean(page, 'no such number');
  await page.goto(`/audit/${audit}/sample`);
  await page.waitForURL(/seed=/);
  await city.assertClean(page, 'a sample');
  await picture(page, 'auditor-sample');
  const rows = page.locator('main tbody tr');
  const drawn = await rows.allInnerTexts();
  assert.ok(drawn.length > 0 && drawn.every(r => r.includes('-NAM-') && r.includes('*')), drawn[0]);
  await page.goto(page.url());
  assert.deepEqual(await rows.allInnerTexts(), drawn, 'the same seed draws the same');

  await rows.first().locator('a[href*="/people/"]').first().click();
  await city.assertClean(page, 'why?');
  await page.locator('main [name=reason]').fill('010-1234-5678 확인');
  await send(page, 'main form[method=post]');
  assert.equal(page.shown.status(), 422);
  await city.assertClean(page, 'a reason with a number in it');
  await picture(page, 'auditor-unmask-error');
  await page.locator('main [name=reason]').fill('표본의 자격 확인');
  await send(page, 'main form[method=post]');
  assert.equal(await page.locator('h1').innerText(), '확인한 사람');
  assert.doesNotMatch(await page.locator('main dd, main td').first().innerText(), /\*/);
  await city.assertClean(page, 'uncovered');
  await picture(page, 'auditor-unmasked');

  await page.goto(`/audit/${audit}`);
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator('main form[action$="/file"] button').click()]);
  assert.match(file.suggestedFilename(), /^ieum-audit-.*\.zip$/);
  const bytes = readFileSync(await file.path());
  assert.ok(bytes.includes('manifest.json') && bytes.includes('sample-applications.xlsx'));
  assert.equal((await page.request.get('/system/audits', { maxRedirects: 0 })).status(), 403);
  await page.context().close();

  const admin = await city.as('admin');
  await admin.goto(`/system/audits/${audit}`);
  assert.match(await admin.locator('main').innerText(), /표본의 자격 확인/);
  await admin.locator('details.confirm > summary').click();
  await send(admin, 'details.confirm form');
  await city.assertClean(admin, 'closed');
  await admin.context().close();
  const after = await city.as('auditor');
  assert.equal((await after.request.get(`/audit/${audit}/sample`)).status(), 404);
  await after.context().close();
});

test('a resident takes a copy of their data, and leaves', async () => {
  const page = await city.as('resident');
  await page.goto('/my/data');
  await city.assertClean(page, 'my data');
  await picture(page, 'my-data');
  const copy = 'main form[action="/my/data/copy"]';
  await page.locator(`${copy} [name=password]`).fill('not the password');
  await send(page, copy);
  assert.equal(page.shown.status(), 422);
  await city.assertClean(page, 'a wrong password');
  await picture(page, 'my-data-error');
  await page.locator(`${copy} [name=password]`).fill(PASSWORD);
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator(`${copy} button`).click()]);
  assert.match(file.suggestedFilename(), /^ieum-my-data-.*\.zip$/);
  await page.goto('/my/data/looks');
  await city.assertClean(page, 'who looked');
  await picture(page, 'my-data-looks');
  await page.goto('/my/data/closing');
  await city.assertClean(page, 'what closing means');
  await picture(page, 'my-data-closing');
  const form = 'main form[action="/my/data/closing"]';
  await page.locator(`${form} [name=agree]`).check();
  await page.locator(`${form} [name=password]`).fill(PASSWORD);
  await send(page, form);
  assert.equal(await page.locator('h1').innerText(), '계정을 닫았습니다');
  await city.assertClean(page, 'gone');
  await picture(page, 'gone');
  assert.equal((await page.request.get('/my', { maxRedirects: 0 })).status(), 303);
  await page.goto('/login');
  const login = page.locator('form:has([name=password])').first();
  await login.locator('[name=email]').fill(email('resident'));
  await login.locator('[name=password]').fill(PASSWORD);
  await Promise.all([page.waitForResponse(r => r.request().method() === 'POST'), login.locator('button[type=submit]').click()]);
  assert.equal(page.shown.status(), 422, 'the account is closed');
  await page.context().close();
});
