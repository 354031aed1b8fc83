package testdb

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// statementLimit bounds what this package itself does on the server; aloneKey names the lock around what must not happen
// twice at a time on one server.
const (
	statementLimit = time.Minute
	aloneKey       = 0x5907_7e57
)

// name is a database name that no other run uses.
func (s *Server) name(kind string) string {
	return fmt.Sprintf("spotter_%s_%s_%s", s.run, kind, strings.ToLower(rand.Text()[:8]))
}

func quote(name string) string { return pgx.Identifier{name}.Sanitize() }

// exec runs one statement as the superuser, outside of any test's database. The end of a test does not cancel it halfway.
func (s *Server) exec(ctx context.Context, sql string) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), statementLimit)
	defer cancel()
	conn, err := pgx.Connect(ctx, s.DSN("postgres"))
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, sql)
	return errors.Join(err, conn.Close(ctx))
}

// alone runs do while no other test binary is inside alone on the same server.
func (s *Server) alone(ctx context.Context, do func(*pgx.Conn) error) error {
	conn, err := pgx.Connect(ctx, s.DSN("postgres"))
	if err != nil {
		return err
	}
	if _, err = conn.Exec(ctx, "select pg_advisory_lock($1)", aloneKey); err == nil {
		err = do(conn)
	}
	return errors.Join(err, conn.Close(context.WithoutCancel(ctx))) // closing gives the lock back
}

// dsnFor is a role's DSN. A private cluster trusts whoever reaches its socket; on somebody else's server the role gets the
// superuser's password.
func (s *Server) dsnFor(ctx context.Context, role, database string) (string, error) {
	u := s.dsn
	u.Path = "/" + database
	if role == "" || role == u.User.Username() {
		return u.String(), nil
	}
	password, has := u.User.Password()
	if !has {
		u.User = url.User(role)
		return u.String(), nil
	}
	u.User = url.UserPassword(role, password)
	return u.String(), s.setPassword(ctx, role, password)
}

func (s *Server) setPassword(ctx context.Context, role, password string) error {
	return s.alone(ctx, func(conn *pgx.Conn) error {
		var sql string
		err := conn.QueryRow(ctx, "select format('alter role %I password %L', $1::text, $2::text)", role, password).Scan(&sql)
		if err != nil {
			return err
		}
		_, err = conn.Exec(ctx, sql)
		return err
	})
}
