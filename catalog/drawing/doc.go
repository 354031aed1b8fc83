// Package drawing draws the exercises: a map of the muscles that work, front and back, and a moving
// figure. A figure is posed by a few targets (where the hips, hands and feet are), which are solved to
// joint angles; everything that is drawn follows from those angles by forward kinematics, so a limb
// never changes its length. Drawings are SVG without script. The package is pure: the same entry gives
// the same bytes.
//
// Lengths are centimetres, x grows in the direction that the figure faces, y grows upwards from the floor.
// Angles are degrees. A limb that hangs down has angle 0, and one that points forwards 90; an upright trunk
// has angle 0, and one that leans forwards to the horizontal 90.
package drawing
