package people

import (
	"context"
	"fmt"
	"reflect"

	"gorm.io/gorm/schema"
)

func init() { schema.RegisterSerializer("nullable", nullable{}) }

// nullable keeps "" as NULL: an account without an e-mail address must not be
// the second one with the address "".
type nullable struct{}

// Scan implements schema.SerializerInterface.
func (nullable) Scan(ctx context.Context, field *schema.Field, dst reflect.Value, v any) error {
	text := ""
	switch v := v.(type) {
	case nil:
	case string:
		text = v
	case []byte:
		text = string(v)
	default:
		return fmt.Errorf("people: %s holds a %T", field.DBName, v)
	}
	field.ReflectValueOf(ctx, dst).SetString(text)
	return nil
}

// Value implements schema.SerializerValuerInterface.
func (nullable) Value(_ context.Context, _ *schema.Field, _ reflect.Value, v any) (any, error) {
	if text, ok := v.(string); ok && text != "" {
		return text, nil
	}
	return nil, nil //nolint:nilnil // NULL
}
