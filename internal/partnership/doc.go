// Package partnership keeps who works with whom and with which money:
// agreements with their parties and period, grants with their awards and
// consortia, strands and groups, budgets by source, and published figures.
package partnership
