// Package supplement says what may be told of a supplement to one person: the usual dose, the day's limit
// over products and food, and what forbids it or asks for care. It informs and never prescribes. It is
// pure: the catalogue's entries and today's date are arguments.
package supplement

// Certification and Notice stand in every answer.
const (
	Certification = "Choose products that an independent laboratory tests lot by lot for content and for banned or harmful substances, and that carry its mark."
	Notice        = "This is information and no medical advice. Ask a doctor or pharmacist before you start, above all with medicines or a condition."
)
