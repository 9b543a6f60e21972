# Two stages: a Go image that compiles, and nothing at all around the program. `make image-root` runs these same lines without an engine,
# so keep to FROM, WORKDIR, ARG, ENV, COPY and RUN in the first stage.
FROM golang:1.26-bookworm AS build
ARG OUT=/out
ENV CGO_ENABLED=1 GOTOOLCHAIN=local
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
# SQLite is C, so the program is linked statically; name look-ups are Go's own then, and extensions cannot be loaded.
RUN go build -trimpath -tags netgo,osusergo,sqlite_omit_load_extension \
      -ldflags '-s -w -linkmode external -extldflags -static' -o "$OUT/ieum" ./cmd/ieum
# What a program expects to find: the world's certificates, a name for its account, a place for what is temporary, and one for its data.
RUN mkdir -p "$OUT/etc/ssl/certs" "$OUT/tmp" "$OUT/data" \
 && cp /etc/ssl/certs/ca-certificates.crt "$OUT/etc/ssl/certs/" \
 && echo 'ieum:x:65532:65532:ieum:/data:/sbin/nologin' > "$OUT/etc/passwd" \
 && chmod 1777 "$OUT/tmp" && chown 65532:65532 "$OUT/data" && chmod 750 "$OUT/data"

FROM scratch
COPY --from=build /out/ /
USER 65532:65532
WORKDIR /data
VOLUME /data
ENV IEUM_ADDR=0.0.0.0:8080 IEUM_DATABASE=/data/ieum.db IEUM_DATA=/data/files IEUM_LOG=json
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["/ieum", "ready"]
ENTRYPOINT ["/ieum"]
CMD ["serve"]
