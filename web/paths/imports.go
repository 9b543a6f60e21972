package paths

import (
	"context"

	"ieum/internal/id"
)

// Patterns of the national course set: its import in the office, its files for everybody.
const (
	Imports        = "/office/imports"
	ImportForm     = "/office/imports/form.xlsx"
	ImportFile     = "/office/imports/files/:id"
	ImportConfirm  = "/office/imports/files/:id/confirmation"
	Import         = "/office/imports/:id"
	ImportRefusals = "/office/imports/:id/refusals.csv"
	ImportUndo     = "/office/imports/:id/undo"
	CourseCopies   = "/office/courses/:id/copies"

	StandardCSV  = "/data/standard-courses.csv"
	StandardJSON = "/data/standard-courses.json"
	StandardXML  = "/data/standard-courses.xml"
)

// ToImports is the list of imports, where files are also handed in.
func ToImports(ctx context.Context) string { return In(ctx, Imports) }

// ToImport is the report of one import.
func ToImport(ctx context.Context, i id.ID) string { return In(ctx, Imports+"/"+i.String()) }

// ToImportRefusals is the list of refused rows as a file.
func ToImportRefusals(ctx context.Context, i id.ID) string {
	return ToImport(ctx, i) + "/refusals.csv"
}

// ToImportUndo takes one import back.
func ToImportUndo(ctx context.Context, i id.ID) string { return ToImport(ctx, i) + "/undo" }

// ToImportFile is the preview of a file that has not been stored yet.
func ToImportFile(ctx context.Context, i id.ID) string { return In(ctx, Imports+"/files/"+i.String()) }

// ToImportConfirm stores a previewed file.
func ToImportConfirm(ctx context.Context, i id.ID) string {
	return ToImportFile(ctx, i) + "/confirmation"
}

// ToCourseCopies makes an imported course an own one.
func ToCourseCopies(ctx context.Context, section id.ID) string {
	return In(ctx, "/office/courses/"+section.String()+"/copies")
}
