// The office's way: an officer drafts a programme with a section and its meetings, a second person approves, a resident applies, the officer
// sees who comes (masked, or in full for a purpose, which is written down), prints the 출석부 and writes to them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { portal } from '../lib.mjs';
import { letterTo } from '../lib/letters.mjs';

const city = portal();

const TITLE = '느긋한 오후의 사진 산책';
const day = n => new Date(Date.now() + (n * 24 + 9) * 3_600_000).toISOString().slice(0, 10);

let programme, section, publicSection, receipt;

// fill types into the fields of the main form by name; true ticks, an array ticks those values.
async function fill(page, values) {
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`main form[method=post] [name="${name}"]`);
    if (Array.isArray(value)) for (const v of value) await page.locator(`main form[method=post] [name="${name}"][value="${v}"]`).check();
    else if (await field.first().getAttribute('type') === 'radio') await page.locator(`main form[method=post] [name="${name}"][value="${value}"]`).check();
    else if (await field.first().evaluate(e => e.tagName) === 'SELECT') await field.selectOption(value);
    else await field.fill(value);
  }
}

// send presses the form's button and waits for the page that answers.
async function send(page, button) {
  const posted = page.waitForResponse(r => r.request().method() === 'POST');
  await page.locator(button).click();
  await posted;
  await page.waitForLoadState();
}

test('an officer drafts a programme, is told what is missing, and adds a section with its meetings', async () => {
  const page = await city.as('officer.namgu');
  await page.goto('/office/programs/new');
  await city.assertClean(page, 'a new programme');
  await fill(page, {
    title_ko: TITLE, kind: 'course', summary_ko: '동네를 걸으며 빛을 읽고, 한 장의 사진에 오늘을 담습니다.', learn_ko: '빛 읽기\n걸으며 찍기\n함께 보기', audience: 'adult',
  }).catch(async e => { throw new Error(`${e.message}\n${await page.locator('main form').innerHTML()}`); });
  await page.locator('main [name=area]').selectOption({ index: 3 });
  await send(page, 'main form:has([name=title_ko]) button[type=submit]');
  await page.waitForURL(/\/office\/programs\/[0-9a-f-]{36}/);
  programme = /\/office\/programs\/[0-9a-f-]{36}/.exec(page.url())[0];
  await city.assertClean(page, 'the draft');

  await page.goto(programme + '/sections/new');
  await city.assertClean(page, 'a new section');
  await fill(page, {
    name_ko: '오후반', starts_on: day(20), ends_on: day(62), weekdays: ['tue'], start_time: '14:00', end_time: '16:00', method: 'in_person',
    place: '남구 평생학습관 2강의실', channel: 'here', mode: 'first_come', capacity: '12', apply_from_day: day(-1), apply_from_time: '09:00',
    apply_until_day: day(15), apply_until_time: '18:00', fee: '0',
  }).catch(async e => { throw new Error(`${e.message}\n${(await page.locator('main form').last().innerHTML()).slice(0, 4000)}`); });
  await send(page, 'main form:has([name=starts_on]) button[type=submit]');
  await page.waitForURL(/\/office\/sections\/[0-9a-f-]{36}/);
  section = /\/office\/sections\/[0-9a-f-]{36}/.exec(page.url())[0];
  await city.assertClean(page, 'the section');

  await page.goto(section + '/sessions');
  await city.assertClean(page, 'no meetings yet');
  const plan = page.locator('main form[action$="/sessions/plan"]').first();
  await plan.locator('[name=from]').fill(day(20));
  await plan.locator('[name=until]').fill(day(62));
  const weekdays = plan.locator('[name=weekdays]');
  await weekdays.evaluateAll(all => { for (const e of all) e.checked = false; });
  await weekdays.nth(1).check();
  await plan.locator('[name=start_time]').fill('14:00');
  await plan.locator('[name=end_time]').fill('16:00');
  await plan.locator('[name=place]').fill('남구 평생학습관 2강의실');
  await send(page, 'main form[action$="/sessions/plan"] button[type=submit]');
  await city.assertClean(page, 'what the plan makes');
  await send(page, 'main form[action$="/sessions/plan"]:has([name=confirm]) button[type=submit]');
  await page.goto(section + '/sessions');
  await city.assertClean(page, 'the meetings');
  assert.equal(await page.locator('main tbody tr').count(), 6, 'a meeting on each of six Tuesdays');
  await page.context().close();
});

test('nobody sees a draft; a second person approves it; then it is public', async () => {
  const stranger = await city.as();
  await stranger.goto('/programs?q=' + encodeURIComponent(TITLE));
  assert.equal(await stranger.locator('main article').filter({ hasText: TITLE }).count(), 0, 'a draft is not found');

  const page = await city.as('officer.namgu');
  await page.goto(programme + '/approval');
  await city.assertClean(page, 'asking for approval');
  await fill(page, { note: '강사와 장소가 정해졌습니다.' });
  await send(page, 'main form:has([name=note]) button[type=submit]');
  await city.assertClean(page, 'asked');
  await page.goto('/office/approvals');
  assert.equal(await page.locator('main [name=decision]').count(), 0);
  await page.context().close();

  const other = await city.as('approver.busan');
  const approver = await city.as('approver.namgu');
  await approver.goto('/office/approvals');
  await city.assertClean(approver, 'a request waits');
  await approver.locator('main a[href*="/office/approvals/"]').filter({ hasText: TITLE }).first().click();
  await approver.waitForURL(/\/office\/approvals\/[0-9a-f-]{36}$/);
  await city.assertClean(approver, 'the request');
  const request = new URL(approver.url()).pathname;
  // Sent back without a reason: refused, with the reason asked for.
  await send(approver, 'main button[name=decision][value=return]');
  await city.assertClean(approver, 'no reason given');
  assert.equal(approver.shown.status(), 422);
  await send(approver, 'main button[name=decision][value=approve]');
  await city.assertClean(approver, 'approved');
  assert.equal((await other.request.get('/office/sections/' + section.split('/').pop() + '/applicants')).status(), 404, 'another body does not see who applies');
  assert.ok([200, 404].includes((await other.request.get(request)).status()));
  await approver.context().close();
  await other.context().close();

  await stranger.goto('/programs?q=' + encodeURIComponent(TITLE));
  await stranger.locator('main article h2 a').filter({ hasText: TITLE }).first().click();
  await stranger.waitForURL(/\/programs\/[^?/]+$/);
  await city.assertClean(stranger, 'what was drafted is public');
  assert.match(await stranger.locator('main').innerText(), /접수중/);
  publicSection = '/sections/' + section.split('/').pop();
  await stranger.goto(publicSection);
  assert.equal(await stranger.locator('main section#sessions tbody tr').count(), 6);
  await stranger.context().close();
});

test('a resident applies; the officer sees them masked, in full only for a purpose, and each look is written down', async () => {
  const resident = await city.as('resident');
  await resident.goto(publicSection + '/applications');
  await resident.locator('main [name=phone]').fill('010-2345-6789');
  await resident.locator('main [name=consent]').check();
  await resident.locator('main form:has([name=consent]) button[type=submit]').click();
  await resident.waitForURL(/\/applications\/[0-9a-f-]+$/);
  receipt = resident.url();
  await resident.goto('/my/profile');
  const name = await resident.locator('main [name=name]').inputValue();
  const guardian = await city.as('guardian');
  await guardian.goto(publicSection + '/applications');
  await guardian.locator('main [name=phone]').fill('010-8765-4321');
  await guardian.locator('main [name=consent]').check();
  await guardian.locator('main form:has([name=consent]) button[type=submit]').click();
  await guardian.waitForURL(/\/applications\/[0-9a-f-]+$/);
  await guardian.locator('details.confirm > summary').click();
  await guardian.locator('details.confirm form[action$="/cancellation"] button').click();
  await guardian.waitForLoadState();
  await guardian.context().close();

  const page = await city.as('officer.namgu');
  await page.goto(section + '/applicants');
  await city.assertClean(page, 'applicants, masked');
  const masked = await page.locator('main').innerText();
  assert.ok(!masked.includes(name), `the list shows ${name} in full`);
  assert.doesNotMatch(masked, /2345-6789|resident@demo/, 'the list shows a phone or an address in full');
  assert.match(masked, /\*/);
  const full = 'main form[method=post][action$="/applicants"]:has([name=purpose])';
  await page.evaluate(f => { const form = document.querySelector(f); form.noValidate = true; for (const e of form.elements) if (e.type === 'radio') e.checked = false; const d = form.closest('details'); if (d) d.open = true; }, full);
  await send(page, `${full} button[type=submit]:not([formaction])`);
  assert.equal(page.shown.status(), 422, 'no purpose, no names');
  await city.assertClean(page, 'no purpose given');
  assert.ok(!(await page.locator('main').innerText()).includes(name));
  await page.evaluate(f => { const d = document.querySelector(f).closest('details'); if (d) d.open = true; }, full);
  await page.locator(`${full} [name=purpose][value=class]`).check();
  await send(page, `${full} button[type=submit]:not([formaction])`);
  await city.assertClean(page, 'applicants in full');
  assert.ok((await page.locator('main').innerText()).includes(name), 'for a purpose the name is there');
  await page.goto(section + '/applicants');
  assert.ok(!(await page.locator('main').innerText()).includes(name), 'and masked again on the next look');

  const admin = await city.as('admin');
  await admin.goto('/system/access-log?account=officer.namgu@demo.example');
  await city.assertClean(admin, 'the access log');
  const looks = await admin.locator('main tbody tr').allInnerTexts();
  assert.ok(looks.some(l => /수업 운영/.test(l) && /127\.0\.0\.1/.test(l)), `the full look with its purpose and where it came from is in the log:\n${looks.join('\n')}`);
  assert.ok(looks.some(l => /가림/.test(l)), 'and so are the masked ones');
  assert.ok(!looks.join().includes(name), 'the log itself names no applicant');
  await admin.context().close();
  assert.equal((await page.request.get('/system/access-log')).status(), 403, 'an officer does not read it');

  const other = await city.as('officer.yeonje');
  for (const at of ['', '/applicants', '/attendance-sheet', '/edit']) assert.equal((await other.request.get(section + at)).status(), 404, `another district at ${at || 'the section'}`);
  await other.context().close();
  await page.context().close();
  await resident.context().close();
});

test('the 출석부 prints on A4 across, a column for each meeting', async () => {
  const page = await city.as('officer.namgu');
  await page.goto(section + '/attendance-sheet');
  await city.assertClean(page, 'the attendance sheet');
  const heads = await page.locator('main table thead th').allInnerTexts();
  assert.equal(heads.filter(h => /^\s*\d+회/.test(h)).length, 6, heads.join(' | '));
  assert.match(heads.at(-1), /서명/);
  assert.equal(await page.locator('main table tbody tr').count(), 1, 'who has cancelled is not on it');
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const box = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/.exec(pdf);
  assert.ok(box, 'a page of paper');
  assert.ok(Math.abs(box[1] - 842) < 1 && Math.abs(box[2] - 595) < 1, `A4 across is 842 × 595 points, this is ${box[1]} × ${box[2]}`);
  assert.equal(pdf.match(/\/Type\s*\/Page\b(?!s)/g).length, 1, 'on one sheet');
  await page.emulateMedia({ media: 'print' });
  for (const gone of ['header nav', '.side', 'main form', '.btn']) {
    assert.equal(await page.locator(gone).evaluateAll(all => all.filter(e => e.checkVisibility()).length), 0, `${gone} is on the paper`);
  }
  await page.context().close();
});

test('a message reaches those who have a place, and not who has cancelled', async () => {
  const page = await city.as('officer.namgu');
  await page.goto(section + '/messages/new');
  await city.assertClean(page, 'a message');
  assert.match(await page.locator('main').innerText(), /1명에게/);
  await page.locator('main [name=subject]').fill('첫날 준비물 안내');
  await page.locator('main [name=body]').fill('편한 신발을 신고 오세요.\n비가 오면 2강의실에서 만납니다.');
  await send(page, 'main button[name=step][value=preview]');
  await city.assertClean(page, 'the message, read once more');
  await send(page, 'main button[name=step][value=send]');
  await city.assertClean(page, 'sent');
  let letter, not = [];
  for (let n = 0; n < 5 && !/첫날 준비물/.test(letter?.subject ?? ''); n++) {
    letter = await letterTo(city, 'resident@demo.example', { not });
    not.push(letter.href);
  }
  assert.match(letter.subject, /첫날 준비물 안내/);
  assert.match(letter.text, /편한 신발/);
  const admin = await city.as('admin');
  await admin.goto('/system/outbox');
  const rows = await admin.locator('tbody tr').allInnerTexts();
  assert.equal(rows.filter(r => r.includes('첫날 준비물')).length, 1, 'one letter, and none to who has cancelled');
  await admin.context().close();
  await page.context().close();
  assert.ok(receipt);
});
