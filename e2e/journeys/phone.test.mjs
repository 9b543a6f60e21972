// A phone number is enough: from nothing to a receipt at 360 px with text at 200 %; the same number signs in again; wrong, old and foreign
// codes; somebody below fourteen; an officer; and the counter, which applies for somebody without an account.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { email, portal } from '../lib.mjs';
import { codeTo, enterByCode, letterTo } from '../lib/letters.mjs';

const city = portal();

const number = '010-7654-3210';
const name = '박복순';

// large doubles the text of every page, as a reader does in their browser.
async function large(page) {
  await page.addInitScript(() => {
    addEventListener('DOMContentLoaded', () => { document.documentElement.style.fontSize = '200%'; });
  });
}

// unchecked sends what the browser itself would hold back, as an older browser does.
async function unchecked(page) {
  await page.evaluate(() => document.querySelectorAll('form').forEach(f => { f.noValidate = true; }));
}

async function noSideways(page) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(over <= 0, `${page.url()} scrolls sideways by ${over} px`);
}

let section = '';

test('with a number only, on a small phone with large text, from a course to its receipt', async () => {
  const page = await city.as(undefined, { viewport: { width: 360, height: 740 } });
  await large(page);
  await page.goto('/programs?status=open&mode=first_come&q=' + encodeURIComponent('생활 데이터'));
  await page.locator('main article h2 a').first().click();
  await page.waitForURL(/\/programs\/[^?/]+$/);
  section = await page.locator('main a[href*="/sections/"]:not([href$=".ics"]):not([href$="/applications"])').first().getAttribute('href');
  await page.goto(section + '/applications');
  await page.waitForURL(u => u.pathname === '/login');
  await noSideways(page);
  await city.assertClean(page, 'the door');

  await page.locator('main [name=contact]').fill('051-123-4567');
  await page.locator('main form:has([name=contact]) button[type=submit]').click();
  await page.locator('.error-summary').waitFor();
  await city.assertClean(page, 'a telephone at home');

  await page.locator('main [name=contact]').fill('01076543210');
  await page.locator('main form:has([name=contact]) button[type=submit]').click();
  await page.waitForURL(u => u.pathname === '/login/code');
  await noSideways(page);
  await city.assertClean(page, 'where the code is typed');
  const letter = await codeTo(city, number);
  await page.locator('main [name=code]').fill(letter.code === '000000' ? '000001' : '000000');
  await page.locator('main form:has([name=code]) button[type=submit]').click();
  await page.locator('.error-summary').waitFor();
  assert.match(await page.locator('.error-summary').innerText(), /4번 더/);
  await city.assertClean(page, 'a wrong code');
  await page.locator('main [name=code]').fill(letter.code);
  await page.locator('main form:has([name=code]) button[type=submit]').click();
  await page.waitForURL(u => u.pathname === '/register/person');
  await noSideways(page);
  await city.assertClean(page, 'who it is');

  await page.locator('main [name=name]').fill(name);
  await page.locator('main [name=birth_date]').fill('2019-01-01');
  await page.locator('main [name=terms]').check();
  await page.locator('main [name=privacy]').check();
  await page.locator('main form:has([name=birth_date]) button[type=submit]').click();
  await page.locator('.error-summary').waitFor();
  assert.match(await page.locator('.error-summary').innerText(), /보호자/);
  await city.assertClean(page, 'below fourteen');
  await page.locator('main [name=birth_date]').fill('1957-04-02');
  await page.locator('main form:has([name=birth_date]) button[type=submit]').click();
  await page.waitForURL(u => u.pathname === section + '/applications');
  await noSideways(page);

  assert.equal(await page.locator('main [name=phone]').inputValue(), number, 'nothing is asked twice');
  await page.locator('main [name=consent]').check();
  await page.locator('main form:has([name=consent]) button[type=submit]').click();
  await page.waitForURL(/\/applications\/[0-9a-f-]+$/);
  assert.equal(await page.locator('h1').innerText(), '자리가 확정되었습니다');
  await noSideways(page);
  await city.assertClean(page, 'the receipt');
  const text = await letterTo(city, number, { not: [letter.href] });
  assert.match(text.text, /자리가 확정되었습니다/);
  assert.match(text.text, /접수번호/);

  // Signed out, the number alone is enough again.
  const again = await city.as(undefined, { viewport: { width: 360, height: 740 } });
  await again.goto('/login');
  await enterByCode(city, again, number, { not: [letter.href, text.href] });
  assert.equal(new URL(again.url()).pathname, '/my');
  assert.match(await again.locator('main').innerText(), new RegExp(name));
  await page.context().close();
  await again.context().close();
});

test('a code is of its own browser, and an officer needs the password', async () => {
  const mine = await city.as();
  await mine.goto('/login');
  await mine.locator('main [name=contact]').fill('code.only@newcomer.example');
  await mine.locator('main form:has([name=contact]) button[type=submit]').click();
  await mine.waitForURL(u => u.pathname === '/login/code');
  const theirs = await city.as();
  await theirs.goto('/login/code');
  assert.equal(new URL(theirs.url()).pathname, '/login', 'a browser that asked for none has no code to type');
  await mine.goto('/login');
  await enterByCode(city, mine, email('officer.namgu'));
  assert.equal(new URL(mine.url()).pathname, '/login');
  assert.match(await mine.locator('body').innerText(), /비밀번호로 로그인해 주세요/);
  await city.assertClean(mine, 'an officer is told why');
  await mine.context().close();
  await theirs.context().close();
});

test('the counter finds somebody without an account, reads the consent aloud, applies, and prints or texts the receipt', async () => {
  const page = await city.as('desk.yeonje');
  await page.goto('/office/desk');
  await city.assertClean(page, 'the counter');
  await page.locator('main [name=name]').fill('고순덕');
  await page.locator('main [name=last4]').fill('03');
  await page.locator('main form:has([name=last4]) button[type=submit]').first().click();
  await page.locator('.error-summary').waitFor();
  await city.assertClean(page, 'two digits');
  await page.locator('main [name=last4]:not([type=hidden])').fill('0391');
  await page.locator('main form:has([name=last4]:not([type=hidden])) button[type=submit]').first().click();
  await page.locator('main table').waitFor();
  assert.doesNotMatch(await page.locator('main table').innerText(), /고순덕|0000-0391/, 'the result is masked');
  await city.assertClean(page, 'who was found');
  await page.locator('main table form button').first().click();
  await page.waitForURL(/\/office\/desk\/people\/[0-9a-f-]+$/);
  await city.assertClean(page, 'somebody at the counter');
  await page.locator('main .cards a').first().click();
  await page.waitForURL(/\/sections\/[0-9a-f-]+$/);
  await city.assertClean(page, 'the form at the counter');
  await unchecked(page);
  await page.locator('main form:has([name=read]) button[type=submit]').click();
  await page.locator('.error-summary').waitFor();
  await city.assertClean(page, 'not read aloud');
  await page.locator('main [name=method][value=phone_call]').check();
  await page.locator('main [name=read]').check();
  await page.locator('main form:has([name=read]) button[type=submit]').click();
  await page.waitForURL(/\/office\/desk\/applications\/[0-9a-f-]+$/);
  assert.match(await page.locator('main').innerText(), /수강확정/);
  await city.assertClean(page, 'the receipt at the counter');
  await page.emulateMedia({ media: 'print' });
  assert.match(await page.locator('main').innerText(), /고순덕/);
  assert.equal(await page.locator('main button').first().isVisible(), false, 'no buttons on paper');
  const pdf = await page.pdf({ format: 'A4' });
  assert.equal((pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g) ?? []).length, 1, 'one sheet of A4');
  await page.emulateMedia({ media: 'screen' });
  const text = await letterTo(city, '010-0000-0391');
  assert.match(text.text, /접수번호/);
  await page.locator('main form[action$="/message"] button').click();
  await page.waitForLoadState();
  assert.match(await page.locator('body').innerText(), /접수증을 보냈습니다/);
  await page.goto('/office/desk/new');
  await city.assertClean(page, 'writing somebody down');
  await page.context().close();
});
