package anchor

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// PocketProgram is the id of the n-th programme, from 0, and PocketUser of the n-th person.
func PocketProgram(n int) string { return fmt.Sprintf("p%014d", n) }

// PocketUser is the id of the n-th person, from 0.
func PocketUser(n int) string { return fmt.Sprintf("u%014d", n) }

// PocketTokens is the file of everybody's token, one a line, in the data folder.
const PocketTokens = "tokens.txt"

// pocketSeed makes the collections, n people with tokens, and one programme for each number of seats.
func pocketSeed(dir, people string, seats []string) error {
	n, err := strconv.Atoi(people)
	if err != nil {
		return err
	}
	app, err := pocket(dir)
	if err != nil {
		return err
	}
	users, err := app.FindCollectionByNameOrId("users")
	if err != nil {
		return err
	}
	programs := core.NewBaseCollection("programs")
	programs.Fields.Add(&core.TextField{Name: "title"}, &core.NumberField{Name: "seats"}, &core.NumberField{Name: "taken"}, &core.NumberField{Name: "arrivals"})
	if err := app.Save(programs); err != nil {
		return err
	}
	enrolments := core.NewBaseCollection("enrolments")
	enrolments.CreateRule = types.Pointer("@request.auth.id != ''")
	enrolments.Fields.Add(
		&core.RelationField{Name: "program", CollectionId: programs.Id, Required: true}, &core.RelationField{Name: "user", CollectionId: users.Id},
		&core.NumberField{Name: "place"}, &core.TextField{Name: "status"})
	enrolments.AddIndex("one_enrolment", true, "program,user", "")
	if err := app.Save(enrolments); err != nil {
		return err
	}
	if err := app.RunInTransaction(func(tx core.App) error { return pocketRows(tx, users, n, seats) }); err != nil {
		return err
	}
	return pocketTokens(app, dir, n)
}

func pocketRows(tx core.App, users *core.Collection, n int, seats []string) error {
	for i, s := range seats {
		count, err := strconv.Atoi(s)
		if err != nil {
			return err
		}
		row := map[string]any{"id": PocketProgram(i), "title": "rush", "seats": count, "taken": 0, "arrivals": 0}
		if _, err := tx.DB().Insert("programs", row).Execute(); err != nil {
			return err
		}
	}
	first := core.NewRecord(users)
	first.SetEmail("first@bench.example")
	first.SetPassword("password123") // hashed once; everybody else has the same hash
	if err := tx.Save(first); err != nil {
		return err
	}
	hash := first.GetString("password:hash")
	for i := range n {
		row := map[string]any{"id": PocketUser(i), "email": fmt.Sprintf("rush%d@bench.example", i), "password": hash, "tokenKey": fmt.Sprintf("tk%048d", i), "verified": true}
		if _, err := tx.DB().Insert("users", row).Execute(); err != nil {
			return err
		}
	}
	return nil
}

func pocketTokens(app core.App, dir string, n int) error {
	f, err := os.Create(filepath.Join(dir, PocketTokens))
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	for i := range n {
		r, err := app.FindRecordById("users", PocketUser(i))
		if err != nil {
			return err
		}
		token, err := r.NewAuthToken()
		if err != nil {
			return err
		}
		_, _ = w.WriteString(token + "\n")
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

// ReadTokens reads what pocketSeed has written.
func ReadTokens(dir string) ([]string, error) {
	raw, err := os.ReadFile(filepath.Join(dir, PocketTokens))
	if err != nil {
		return nil, err
	}
	return strings.Fields(string(raw)), nil
}
