// What a journey needs: the real portal with the demo's city in it, people signed in, and a page held to its promises.
//
//   import { test } from 'node:test';
//   import { portal } from '../lib.mjs';
//   const city = portal();                                   // started before the first test of the file, stopped after the last
//   test('a resident finds a course', async () => {
//     const page = await city.as('resident');                // or city.as() for someone who has not signed in
//     await page.goto('/programs');
//     await city.assertClean(page);                          // axe at two widths, no sideways scroll, no console error; HTML checked at the end
//   });
export { binary, gallery, portal } from './lib/portal.mjs';
export { PASSWORD, personas, email } from './lib/personas.mjs';
