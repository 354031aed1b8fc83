package route

// mistyped is the points of a term that is one slip away: two letters changed about, one too many, too few or
// wrong. The first letter is right. Names of more than one word are not looked for.
func (r *Router) mistyped(key []byte) scores {
	var space [longestKey + 1]byte
	for i := 1; i < len(key); i++ {
		swapped := append(space[:0], key...)
		if i+1 < len(key) {
			swapped[i], swapped[i+1] = key[i+1], key[i]
			if s, ok := r.terms[string(swapped)]; ok {
				return s
			}
		}
		short := append(append(space[:0], key[:i]...), key[i+1:]...)
		if s, ok := r.terms[string(short)]; ok && len(short) >= shortestTypo-1 {
			return s
		}
	}
	for i := 1; i <= len(key); i++ {
		if s, ok := r.oneOff(space[:0], key, i); ok {
			return s
		}
	}
	return scores{}
}

// shortestWrong is the least bytes of a word in which a letter may be wrong: in short ones that makes another word.
const shortestWrong = 8

// oneOff puts each letter before place i of a word, and in it.
func (r *Router) oneOff(space, key []byte, i int) (scores, bool) {
	longer := append(append(append(space, key[:i]...), ' '), key[i:]...)
	for c := byte('a'); c <= 'z'; c++ {
		longer[i] = c
		if s, ok := r.terms[string(longer)]; ok {
			return s, true
		}
	}
	if i == len(key) || len(key) < shortestWrong {
		return scores{}, false
	}
	other := append(space, key...)
	for c := byte('a'); c <= 'z'; c++ {
		other[i] = c
		if s, ok := r.terms[string(other)]; ok {
			return s, true
		}
	}
	return scores{}, false
}
