package paths

import "context"

// Patterns of a person's rights over their own data.
const (
	MyData        = "/my/data"
	MyDataCode    = "/my/data/codes"
	MyDataCopy    = "/my/data/copy"
	MyDataLooks   = "/my/data/looks"
	MyDataClosing = "/my/data/closing"
)

// ToMyData is what is kept about the reader, and what they may ask.
func ToMyData(ctx context.Context) string { return In(ctx, MyData) }

// ToMyDataCode takes the wish for a code that shows who one is.
func ToMyDataCode(ctx context.Context) string { return In(ctx, MyDataCode) }

// ToMyDataCopy takes the wish for a copy.
func ToMyDataCopy(ctx context.Context) string { return In(ctx, MyDataCopy) }

// ToMyDataLooks is who looked at the reader's data.
func ToMyDataLooks(ctx context.Context) string { return In(ctx, MyDataLooks) }

// ToMyDataClosing is where the reader closes their account.
func ToMyDataClosing(ctx context.Context) string { return In(ctx, MyDataClosing) }
