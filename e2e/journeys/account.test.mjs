// Getting an account: register, prove the address with the link of the letter, sign in, apply; a wrong password; a forgotten one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { email, PASSWORD, portal } from '../lib.mjs';
import { askForPassword, letterTo, register } from '../lib/letters.mjs';

const city = portal();

const name = '나새봄';
const address = 'new.spring@newcomer.example';
const password = '봄날의 긴 비밀번호 하나';
const changed = 'another long pass phrase';

async function signIn(page, as, word) {
  await page.goto('/login');
  const form = page.locator('form:has([name=password])').first();
  await form.locator('[name=email]').fill(as);
  await form.locator('[name=password]').fill(word);
  await Promise.all([
    page.waitForResponse(r => r.request().method() === 'POST'),
    form.locator('button[type=submit]').click(),
  ]);
  await page.waitForLoadState();
}

test('a newcomer registers, proves the address by the letter, signs in and applies', async () => {
  const page = await city.as();
  await register(page, { name, address, password });
  await city.assertClean(page, 'a letter is on its way');

  // Before the address is proved nobody signs in, and the answer is that of a wrong password.
  await signIn(page, address, password);
  assert.match(page.url(), /\/login/);
  await city.assertClean(page, 'the address is not proved');

  const letter = await letterTo(city, address);
  assert.match(letter.link ?? '', /^\/register\/confirm\?token=/, letter.text);
  await page.goto(letter.link);
  await city.assertClean(page, 'the link of the letter');
  // Opening the link changes nothing: a mail scanner that opens it does not use it up.
  await page.goto(letter.link);
  await page.locator('main [name=password]').fill(password);
  await page.locator('main form:has([name=password]) button[type=submit]').click();
  await page.waitForURL(/\/login/);
  await city.assertClean(page, 'the address is proved');
  await page.goto(letter.link);
  await city.assertClean(page, 'a link that was used');
  assert.match(await page.locator('main').innerText(), /이미 쓴 링크|이미 확인/);

  await signIn(page, address, password);
  await page.goto('/programs?status=open&mode=first_come&q=' + encodeURIComponent('데이터'));
  await page.locator('main article h2 a').first().click();
  await page.waitForURL(/\/programs\/[^?/]+$/);
  const apply = await page.locator('main a[href$="/applications"], main a[href^="/sections/"]:not([href$=".ics"])').first().getAttribute('href');
  await page.goto(apply.endsWith('/applications') ? apply : apply + '/applications');
  await page.locator('main [name=phone]').fill('010-9876-5432');
  await page.locator('main [name=consent]').check();
  await page.locator('main form:has([name=consent]) button[type=submit]').click();
  await page.waitForURL(/\/applications\/[0-9a-f-]+$/);
  assert.equal(await page.locator('h1').innerText(), '자리가 확정되었습니다');
  const receipt = await letterTo(city, address, { not: [letter.href] });
  assert.ok(receipt.text.includes(name) || receipt.text.length > 40, 'the decision is written too');
  await page.context().close();
});

test('the same address again gets the same answer, and its owner a letter', async () => {
  const first = await letterTo(city, address);
  const page = await city.as();
  await register(page, { name: '다른사람', address, password: 'some other long word' });
  const letter = await letterTo(city, address, { not: [first.href] });
  assert.doesNotMatch(letter.link ?? '', /confirm\?token=/, 'no link that would hand the account over');
  await page.context().close();
});

test('a wrong password says so, keeps the address, and does not say which of the two was wrong', async () => {
  const page = await city.as();
  await signIn(page, address, 'not the password');
  assert.equal(page.shown.status(), 422);
  assert.match(await page.title(), /^오류/);
  assert.equal(await page.locator('main [name=email]').inputValue(), address);
  assert.equal(await page.locator('main [name=password]').inputValue(), '');
  const said = await page.locator('.error-summary').innerText();
  await city.assertClean(page, 'a wrong password');
  await signIn(page, 'nobody@newcomer.example', 'not the password');
  assert.equal(await page.locator('.error-summary').innerText(), said, 'an unknown address is answered in the same words');
  await page.context().close();
});

test('a forgotten password is set anew by a link that works once, and ends other sessions', async () => {
  const old = await city.as();
  await signIn(old, address, password);
  assert.equal((await old.request.get('/my', { maxRedirects: 0 })).status(), 200);

  const page = await city.as();
  const before = await letterTo(city, address);
  await askForPassword(page, address);
  await city.assertClean(page, 'a letter is on its way');
  const letter = await letterTo(city, address, { not: [before.href] });
  assert.match(letter.link ?? '', /^\/password\/new\?token=/, letter.text);
  await page.goto(letter.link);
  await city.assertClean(page, 'a new password');
  await page.locator('main [name=password]').fill('short');
  await page.locator('main form[method=post] button[type=submit]').click();
  await page.locator('.error-summary').waitFor();
  await city.assertClean(page, 'a password that is too short');
  await page.locator('main [name=password]').fill(changed);
  await page.locator('main form[method=post] button[type=submit]').click();
  await page.waitForURL(u => u.pathname === '/login');
  assert.equal((await old.request.get('/my', { maxRedirects: 0 })).status(), 303, 'the session from before is over');
  await signIn(page, address, password);
  assert.equal(page.shown.status(), 422, 'the old password is refused');
  await signIn(page, address, changed);
  assert.equal((await page.request.get('/my', { maxRedirects: 0 })).status(), 200);

  await page.goto(letter.link);
  await city.assertClean(page, 'a link that was used');
  assert.match(await page.locator('main').innerText(), /쓴 링크|시간이 지난/);
  await page.context().close();
  await old.context().close();
});

test('asking for an unknown address is answered alike', async () => {
  const page = await city.as();
  await askForPassword(page, 'nobody@newcomer.example');
  const unknown = await page.locator('main').innerText();
  await askForPassword(page, email('resident'));
  assert.equal(await page.locator('main').innerText(), unknown);
  await signIn(page, email('resident'), PASSWORD);
  assert.equal((await page.request.get('/my', { maxRedirects: 0 })).status(), 200, 'asking does not touch the password in force');
  await page.context().close();
});
