// A guardian with nothing but a number adds a child and applies for it in a programme for Paju's pupils; a pupil of another city is refused with
// the rule named; a second guardian joins; a consent is withdrawn; a child of fourteen gets its own account.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { portal } from '../lib.mjs';
import { codeTo, enterByCode } from '../lib/letters.mjs';

const city = portal();

const number = '010-3333-2222';
let section = '';

async function signUp(page, contact, name) {
  await page.goto('/register');
  await enterByCode(city, page, contact);
  await page.waitForURL(u => u.pathname === '/register/person');
  await page.locator('main [name=name]').fill(name);
  await page.locator('main [name=birth_date]').fill('1984-02-03');
  await page.locator('main [name=terms]').check();
  await page.locator('main [name=privacy]').check();
  await page.locator('main form:has([name=birth_date]) button[type=submit]').click();
  await page.waitForURL(u => u.pathname === '/my');
}

// addChild fills in the form; born n years ago.
async function addChild(page, { name, years, school, grade }) {
  await page.goto('/my/family/new');
  await page.locator('main [name=name]').fill(name);
  await page.locator('main [name=birth_date]').fill(`${new Date().getFullYear() - years}-01-01`);
  await page.locator('main [name=school]').selectOption({ label: school });
  await page.locator('main [name=grade]').selectOption(grade);
  await page.locator('main [name=guardian]').check();
  await page.locator('main [name=consent]').check();
  await page.locator('main form:has([name=consent]) button[type=submit]').click();
  await page.waitForURL(/\/my\/family\/[0-9a-f-]+$/);
  return new URL(page.url()).pathname;
}

test('a guardian adds a child with a consent and gets it a place in a programme for pupils of Paju', async () => {
  const page = await city.as(undefined, { viewport: { width: 360, height: 740 } });
  await signUp(page, number, '류보호');
  await page.goto('/my/family');
  await city.assertClean(page, 'no child yet');
  await page.goto('/my/family/new');
  await city.assertClean(page, 'adding a child');
  await page.evaluate(() => document.querySelectorAll('form').forEach(f => { f.noValidate = true; })); // as an older browser sends it
  await page.locator('main form:has([name=consent]) button[type=submit]').click();
  await page.locator('.error-summary').waitFor();
  await city.assertClean(page, 'nothing filled in');
  const child = await addChild(page, { name: '류다온', years: 10, school: '문산한길초등학교', grade: 'e4' });
  await city.assertClean(page, 'the child');
  await page.goto('/my/family');
  await city.assertClean(page, 'the family');

  await page.goto('/programs?q=' + encodeURIComponent('습지 탐사대'));
  await page.locator('main article h2 a').first().click();
  await page.waitForURL(/\/programs\/[^?/]+$/);
  section = await page.locator('main a[href*="/sections/"]:not([href$=".ics"]):not([href$="/applications"])').first().getAttribute('href');
  await page.goto(section + '/applications');
  await city.assertClean(page, 'for whom');
  assert.equal(await page.locator('main [name=person]:checked').count(), 1);
  assert.equal(await page.locator('main [name=person]').first().isDisabled(), true, 'an adult is no pupil');
  await page.locator('main [name=consent]').check();
  await page.locator('main form:has([name=consent]) button[type=submit]').click();
  await page.waitForURL(/\/applications\/[0-9a-f-]+$/);
  assert.equal(await page.locator('h1').innerText(), '자리가 확정되었습니다');
  assert.match(await page.locator('main').innerText(), /류다온/);
  await city.assertClean(page, "the child's receipt");
  const receipt = page.url();
  await page.goto('/my/applications');
  await city.assertClean(page, 'the family switcher');

  // A pupil of another city is told the rule before and after.
  await addChild(page, { name: '류바다', years: 10, school: '연산바다초등학교', grade: 'e4' });
  await page.goto(section + '/applications');
  assert.match(await page.locator('main').innerText(), /파주시에 있는 학교의 학생만 참여할 수 있습니다/);
  await city.assertClean(page, 'the rule is named');

  // The second guardian comes by a code to their own number.
  const other = await city.as();
  await signUp(other, '010-3333-4444', '류함께');
  await page.goto(child);
  await page.locator('main [name=phone]').fill('010-3333-4444');
  await page.locator('main form[action$="/guardians"] button').click();
  await page.waitForLoadState();
  await other.goto('/my/family/join');
  await city.assertClean(other, 'an invitation');
  const first = await codeTo(city, '010-3333-4444');
  await other.locator('main [name=code]').fill(first.code);
  await other.locator('main form:has([name=code]) button[type=submit]').click();
  await other.waitForURL(u => u.pathname === child);
  await other.goto(receipt);
  assert.match(await other.locator('main').innerText(), /류다온/);

  // Withdrawing says what it ends, and ends it.
  await page.goto(child);
  assert.match(await page.locator('main').innerText(), /끝나지 않은 신청 1건/);
  await page.locator('details.confirm > summary').click();
  await page.locator('details.confirm form[action$="/withdrawal"] button').click();
  await page.waitForURL(u => u.pathname === child);
  await city.assertClean(page, 'without a consent');
  await page.goto(receipt);
  assert.match(await page.locator('main').innerText(), /보호자가 동의를 거두어/);
  await page.goto(section + '/applications');
  assert.match(await page.locator('main').innerText(), /보호자의 동의가 확인되어야/);
  await page.context().close();
  await other.context().close();
});

test('the children of the demo are one another family does not see, and the older one gets an own account', async () => {
  const page = await city.as('guardian');
  await page.goto('/my/family');
  const older = await page.locator('main .cards a').filter({ hasText: '윤결' }).first().getAttribute('href');
  const stranger = await city.as('resident');
  assert.equal((await stranger.goto(older)).status(), 404);
  await page.goto(older + '/account');
  await city.assertClean(page, 'handing over');
  await page.locator('main [name=contact]').fill('010-3333-9999');
  await page.locator('main form:has([name=contact]:not([type=hidden])) button[type=submit]').click();
  await page.locator('main [name=code]').waitFor();
  await city.assertClean(page, "the child's code");
  await page.locator('main [name=code]').fill((await codeTo(city, '010-3333-9999')).code);
  await page.locator('main [name=terms]').check();
  await page.locator('main [name=privacy]').check();
  await page.locator('main form:has([name=code]) button[type=submit]').click();
  await page.waitForURL(u => u.pathname === '/my/family');
  assert.doesNotMatch(await page.locator('main .cards').innerText(), /윤결/);
  assert.equal((await page.goto(older)).status(), 404);
  await page.context().close();
  await stranger.context().close();
});
