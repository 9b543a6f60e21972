// Package standard reads and writes 전국평생학습강좌표준데이터, the Korean
// national standard set of lifelong-learning courses (data.go.kr 15013110): 25
// columns, published by some 350 bodies, merged nationally each month.
//
// It is pure: bytes in, rows and findings out, and back. It knows no database
// and no web; catalog's import and export stand on top of it.
//
// # The dirt, and what is done with it
//
// Every cell is kept twice: Raw as it was read, for an export that gives back
// what came in, and interpreted (NFC, spaces folded) in Values.
//
//   - Encoding: UTF-8 with or without BOM, CP949, UTF-16 with BOM; a byte that
//     is no letter refuses its row, not the file.
//   - Shape: comma, tab or semicolon; XLSX by content, not by name; a title
//     line above the header; headers in any order, under the API's names,
//     misspelt, with a unit in parentheses, NFD; columns that are not ours.
//   - A quote that is never closed costs its own line, not the rest of the file.
//   - Dates: 2026-05-01, 2026.5.1, 2026. 5. 1., 2026/5/1, 20260501,
//     2026년 5월 1일, with a weekday or a midnight behind, Excel serials. Day and
//     month are never swapped and a two-digit year is refused: a guess would
//     send people to a class on the wrong day.
//   - Times: 19:00, 19시, 오후 7시 30분, 7:00 PM, 1900, Excel fractions.
//   - Weekdays: 화요일+목요일, 월~금, 월수금, 매일, 주말, typos; what is not
//     understood is warned of and kept as text, for it only narrows a filter.
//   - Money: 36000, "36,000원", 무료, 3만원, "30,000원(재료비 별도)".
//   - Reception: 상시, an empty cell, 2099-12-31 and 9999-12-31 all mean that it
//     is always open.
//   - Addresses without https://, flags as Y, 예, O, 1.
//
// A row is refused, with every reason, when storing it would mislead: no title,
// no date, an unreadable date, time or number, an end before its start, an
// address that is no web address but a script, somebody's resident registration
// number. All other rows are kept.
//
// # Formula injection
//
// A spreadsheet runs a CSV cell that begins with = + - or @. Such a cell is
// written with one apostrophe in front, and one apostrophe in front of such a
// cell is taken away when a CSV is read, so that import(export(x)) = x. A cell
// of nothing but dashes, which people write for "none", is left alone. XLSX
// cells are written as strings, which are never run, and are not changed.
package standard
