// The way in: a stranger finds a programme, a resident signs in and sees what is theirs, also without JavaScript.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { email, PASSWORD, portal } from '../lib.mjs';

const city = portal();

test('a stranger searches from the first page and reads a programme', async () => {
  const page = await city.as();
  await page.goto('/');
  await city.assertClean(page);
  await page.locator('main form [name=q]').first().fill('스마트폰');
  await page.locator('main form [name=q]').first().press('Enter');
  await page.waitForURL(/\/programs\?(.*&)?q=/);
  await city.assertClean(page);
  const first = page.locator('main a[href^="/programs/"]').filter({ hasText: /\S/ }).first();
  const name = (await first.innerText()).trim();
  await first.click();
  await page.waitForURL(/\/programs\/[^?/]+$/);
  await city.assertClean(page);
  const heading = (await page.locator('h1').innerText()).trim();
  assert.ok(name.includes(heading) || heading.includes(name), `the link said “${name}”, the page “${heading}”`);
});

test('the same search works with initial consonants, and without JavaScript', async () => {
  const words = async q => {
    const page = await city.as(undefined, { javaScript: false });
    await page.goto('/programs?q=' + encodeURIComponent(q));
    return page.locator('main a[href^="/programs/"]').evaluateAll(links => [...new Set(links.map(l => l.pathname))]);
  };
  const found = await words('스마트폰');
  assert.ok(found.length > 0, '스마트폰 finds nothing');
  // What means the same (휴대전화) is found by words only: it has other initials.
  const byInitials = await words('ㅅㅁㅌㅍ');
  assert.ok(byInitials.length > 0, 'ㅅㅁㅌㅍ finds nothing');
  assert.deepEqual(byInitials.filter(p => !found.includes(p)), [], 'ㅅㅁㅌㅍ finds what 스마트폰 does not');
});

for (const javaScript of [true, false]) {
  test(`a stranger at /my is asked who they are and comes back there ${javaScript ? 'with' : 'without'} JavaScript`, async () => {
    const page = await city.as(undefined, { javaScript });
    await page.goto('/my');
    assert.equal(new URL(page.url()).pathname, '/login');
    const form = page.locator('form:has([name=password])').first();
    await form.locator('[name=email]').fill(email('resident'));
    await form.locator('[name=password]').fill('not-the-password');
    await form.locator('[name=password]').press('Enter');
    await page.locator('[role=alert], .error-summary').first().waitFor();
    assert.equal(await form.locator('[name=email]').inputValue(), email('resident'), 'what was typed is kept');
    if (javaScript) await city.assertClean(page, 'a wrong password');
    await form.locator('[name=password]').fill(PASSWORD);
    await form.locator('[name=password]').press('Enter');
    await page.waitForURL(u => u.pathname === '/my');
    if (javaScript) await city.assertClean(page);
  });
}

test('signing out ends the session, also for the way back', async () => {
  const page = await city.as('resident');
  // Signing out kills the session that later windows of this person would share, so this window signs in for itself.
  await page.context().clearCookies();
  await city.browsing.signIn(page, email('resident'), PASSWORD);
  await page.goto('/my');
  const cookies = await page.context().cookies();
  await page.locator('details.who > summary').click();
  await page.locator('form[action$="/logout"] button').first().click();
  await page.waitForURL(u => u.pathname !== '/my');
  await page.context().addCookies(cookies);
  const again = await page.request.get('/my', { maxRedirects: 0 });
  assert.equal(again.status(), 303, 'the old cookie still opens /my');
});
