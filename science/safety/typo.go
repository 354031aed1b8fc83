package safety

// leastForTypos is how many letters a word must have before a slip is forgiven: shorter words are too
// near to each other.
const leastForTypos = 5

// learn gives a folded word its id.
func (r *Recogniser) learn(word string) int {
	if id, ok := r.words[word]; ok {
		return id
	}
	id := len(r.words) + 1
	r.words[word] = id
	r.spelling = append(r.spelling, word)
	if !isASCII(word) || len(word) < leastForTypos {
		return id
	}
	for i := range len(word) + 1 {
		key := word // and the word itself, for a letter too many
		if i < len(word) {
			key = word[:i] + word[i+1:]
		}
		r.near[key] = append(r.near[key], id)
	}
	return id
}

// known is the id of a word that the tables have, or of one that it is a slip of; 0 for any other.
func (r *Recogniser) known(word []byte) int {
	if id, ok := r.words[string(word)]; ok {
		return id
	}
	if isYear(word) {
		return r.words[anyYear]
	}
	if len(word) < leastForTypos || !isASCII(string(word)) || r.ordinary[string(word)] {
		return 0
	}
	if id := r.slip(word, word); id > 0 {
		return id
	}
	var shorter [48]byte
	for i := range word {
		n := copy(shorter[:], word[:i])
		n += copy(shorter[n:], word[i+1:])
		if id := r.slip(word, shorter[:n]); id > 0 {
			return id
		}
	}
	return 0
}

// slip looks one key of a word up. A slip keeps the first letter.
func (r *Recogniser) slip(word, key []byte) int {
	for _, id := range r.near[string(key)] {
		if right := r.spelling[id-1]; right[0] == word[0] && oneSlip(string(word), right) {
			return id
		}
	}
	return 0
}

// oneSlip reports whether two words differ by one letter more, less, wrong or swapped with its neighbour.
func oneSlip(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(b) == len(a)+1 {
		return a[i:] == b[i+1:]
	}
	if len(a) != len(b) || i == len(a) {
		return false
	}
	swapped := i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
	return swapped || a[i+1:] == b[i+1:]
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
