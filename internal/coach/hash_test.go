package coach

import (
	"context"
	"sync"
	"testing"

	"spotter"
)

func TestHashesWaitInABoundedQueue(t *testing.T) {
	t.Parallel()
	h := newHasher(HashCost{MemoryKiB: 64, Passes: 1})
	for range cap(h.slots) {
		h.slots <- struct{}{} // all are busy
	}
	ctx, cancel := context.WithCancel(t.Context())
	errs := make(chan error, maxWaiting+1)
	var group sync.WaitGroup
	for range maxWaiting + 1 {
		group.Go(func() {
			_, err := h.verify(ctx, nil, "password")
			errs <- err
		})
	}
	if err := <-errs; spotter.CodeOf(err) != spotter.CodeUnavailable {
		t.Errorf("beyond the queue: %v", err)
	}
	if h.done.Load() != 0 {
		t.Error("a hash was computed beyond the cap")
	}
	cancel() // the others' clients go away
	group.Wait()
	if h.waiting.Load() != 0 || len(h.slots) > maxHashing {
		t.Errorf("%d wait, %d at work", h.waiting.Load(), len(h.slots))
	}
	<-h.slots
	if _, err := h.hash(t.Context(), "password"); err != nil {
		t.Errorf("with a free place: %v", err)
	}
}

func TestHashForm(t *testing.T) {
	t.Parallel()
	h := newHasher(HashCost{MemoryKiB: 64, Passes: 1})
	phc, err := h.hash(t.Context(), "password")
	if err != nil {
		t.Fatal(err)
	}
	for password, want := range map[string]bool{"password": true, "Password": false, "": false} {
		if got, err := h.verify(t.Context(), &phc, password); got != want || err != nil {
			t.Errorf("%q: %v, %v", password, got, err)
		}
	}
	if again, err := h.hash(t.Context(), "password"); again == phc || err != nil {
		t.Errorf("the same salt twice, %v", err)
	}
	for _, broken := range []string{"", "x", "$argon2i$v=19$m=64,t=1,p=1$AAAA$AAAA", "$argon2id$v=16$m=64,t=1,p=1$AAAA$AAAA", "$argon2id$v=19$m=64$AAAA$AAAA", "$argon2id$v=19$m=64,t=1,p=1$AAAA$AAAA", "$argon2id$v=19$m=64,t=1,p=1$!$AAAA"} {
		if ok, err := h.verify(t.Context(), &broken, "password"); ok || err == nil {
			t.Errorf("%q is taken", broken)
		}
	}
}

func BenchmarkHash(b *testing.B) {
	h := newHasher(HashCost{})
	for b.Loop() {
		if _, err := h.hash(b.Context(), "password"); err != nil {
			b.Fatal(err)
		}
	}
}
