package lang

import "spotter"

// Say is a sentence as data.
func Say(key Key, args ...spotter.Argument) *spotter.Sentence {
	return &spotter.Sentence{Key: string(key), Args: args}
}

// Reason is a reason that can be told in every language, its Text in English.
func Reason(about string, q *spotter.Quantity, m *spotter.Sentence) spotter.Reason {
	return spotter.Reason{About: about, Text: English(m), Say: m, Quantity: q}
}

// Number is a number as it is to be shown: it is not rounded any more.
func Number[N int | float64](n N) spotter.Argument {
	return spotter.Argument{Kind: spotter.ArgNumber, Number: float64(n)}
}

// Fixed is a number with so many decimals.
func Fixed(n float64, places int) spotter.Argument {
	return spotter.Argument{Kind: spotter.ArgNumber, Number: n, Places: &places}
}

// Signed is a number with so many decimals and its sign, also a plus.
func Signed(n float64, places int) spotter.Argument {
	a := Fixed(n, places)
	a.Signed = true
	return a
}

// Term is the value of an enumeration.
func Term[S ~string](value S) spotter.Argument {
	return spotter.Argument{Kind: spotter.ArgTerm, Value: string(value)}
}

// Terms are the values of an enumeration as a list.
func Terms[S ~string](values []S) spotter.Argument {
	items := make([]spotter.Argument, len(values))
	for i, v := range values {
		items[i] = Term(v)
	}
	return List(items...)
}

// List is several things, joined as a sentence does.
func List(items ...spotter.Argument) spotter.Argument {
	return spotter.Argument{Kind: spotter.ArgList, Items: items}
}

// Exercise is an exercise by its id and its name in English.
func Exercise(id, name string) spotter.Argument {
	return spotter.Argument{Kind: spotter.ArgExercise, Value: id, Name: name}
}

// Food is a food, as [Exercise].
func Food(id, name string) spotter.Argument {
	return spotter.Argument{Kind: spotter.ArgFood, Value: id, Name: name}
}

// Dish is a dish, as [Exercise].
func Dish(id, name string) spotter.Argument {
	return spotter.Argument{Kind: spotter.ArgDish, Value: id, Name: name}
}

// Date is a day.
func Date(d spotter.Date) spotter.Argument {
	return spotter.Argument{Kind: spotter.ArgDate, Value: d.String()}
}

// Text is what needs no translation: a time, a unit's sign, a person's own words.
func Text(text string) spotter.Argument { return spotter.Argument{Kind: spotter.ArgText, Value: text} }

// Part is a sentence, or a part of one, in another.
func Part(m *spotter.Sentence) spotter.Argument {
	return spotter.Argument{Kind: spotter.ArgSentence, Sentence: m}
}

// Sentences are several sentences behind each other; nil ones are left out.
func Sentences(parts ...*spotter.Sentence) *spotter.Sentence {
	out := &spotter.Sentence{Key: string(sentences)}
	for _, p := range parts {
		if p != nil {
			out.Args = append(out.Args, Part(p))
		}
	}
	return out
}

// sentences is the key of [Sentences]: it has no words of its own.
const sentences Key = "sentences"
