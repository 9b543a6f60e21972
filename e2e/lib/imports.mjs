// Handing in a file of the national course set at /office/imports. The file is the one that the reader's own tests are held to.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';

export const FIXTURE = fileURLToPath(new URL('../../internal/catalog/standard/testdata/haeoreum.csv', import.meta.url));

// upload hands the file in, each row for the body that it names, and returns the path of its preview.
export async function upload(page, file = FIXTURE) {
  await page.goto('/office/imports');
  await page.locator('main [name=file]').setInputFiles(file);
  await page.locator('main [name=org][value=rows]').check();
  await page.locator('main form:has([name=file]) button[type=submit]').click();
  await page.waitForURL(/\/office\/imports\/files\/[0-9a-f-]+$/);
  return new URL(page.url()).pathname;
}

// store confirms the preview that is open and returns the path of the report.
export async function store(page) {
  await page.locator('main form[action$="/confirmation"] button').click();
  await page.waitForURL(/\/office\/imports\/[0-9a-f-]+$/);
  const path = new URL(page.url()).pathname;
  assert.ok(!path.includes('/files/'), path);
  return path;
}
