package system

import (
	"errors"
	"io"
	"net/http"

	"ieum/internal/fault"
	"ieum/web/req"
)

// SMSReport takes what the gateway says of a text message: docs/sms.md. It is
// no page; who may send one is proved by its signature, and a repeat changes nothing.
func (p Pages) SMSReport(r *req.Request) error {
	body, err := io.ReadAll(r.Request().Body)
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		return r.NoContent(http.StatusRequestEntityTooLarge)
	}
	if err != nil {
		return r.NoContent(http.StatusBadRequest)
	}
	h := r.Request().Header
	err = p.Sender.Report(r.Request().Context(), h.Get("X-Ieum-Time"), h.Get("X-Ieum-Signature"), body)
	if err != nil {
		if status, final := map[fault.Kind]int{
			fault.Forbidden: http.StatusUnauthorized, fault.NotFound: http.StatusNotFound, fault.Invalid: http.StatusBadRequest,
		}[fault.Of(err)]; final {
			return r.NoContent(status)
		}
		return err // the gateway tries again
	}
	return r.NoContent(http.StatusNoContent)
}
