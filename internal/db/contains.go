package db

import "strings"

// Contains is the condition that one of the columns holds what somebody typed,
// whatever the case of its letters, and the condition's arguments. The engines
// differ: LIKE minds the case on PostgreSQL and not on SQLite, and lower() of
// SQLite knows the 26 Latin letters alone. So the columns are lowered, and what
// was typed is looked for as either engine would lower it.
func Contains(typed string, columns ...string) (where string, args []any) {
	latin := strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, typed)
	patterns := []string{latin}
	if all := strings.ToLower(typed); all != latin {
		patterns = append(patterns, all)
	}
	var conditions []string
	for _, c := range columns {
		for _, p := range patterns {
			conditions = append(conditions, "lower("+c+`) like ? escape '\'`)
			args = append(args, "%"+strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(p)+"%")
		}
	}
	return "(" + strings.Join(conditions, " or ") + ")", args
}
