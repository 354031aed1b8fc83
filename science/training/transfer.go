package training

// transfer carries an estimated maximum from one exercise to a close variant with the same implement. The
// factors are heuristic and on the light side: too light a first set costs one set, too heavy a one more.
type transfer struct {
	from, to string
	factor   float64
}

// transfers are tried in order: the closest variant first.
var transfers = []transfer{
	{"barbell_bench_press", "incline_barbell_bench_press", 0.75},
	{"incline_barbell_bench_press", "barbell_bench_press", 1},
	{"barbell_back_squat", "front_squat", 0.7},
	{"front_squat", "barbell_back_squat", 1},
	{"barbell_back_squat", "barbell_lunge", 0.4},
	{"barbell_deadlift", "romanian_deadlift", 0.65},
	{"romanian_deadlift", "barbell_deadlift", 1},
	{"barbell_deadlift", "barbell_hip_thrust", 0.7},
	{"dumbbell_bench_press", "incline_dumbbell_press", 0.8},
	{"incline_dumbbell_press", "dumbbell_bench_press", 1},
	{"dumbbell_bench_press", "dumbbell_floor_press", 0.9},
	{"dumbbell_floor_press", "dumbbell_bench_press", 0.9},
	{"seated_dumbbell_press", "dumbbell_shoulder_press", 0.85},
	{"dumbbell_shoulder_press", "seated_dumbbell_press", 1},
	{"dumbbell_shoulder_press", "one_arm_dumbbell_press", 0.9},
	{"one_arm_dumbbell_press", "dumbbell_shoulder_press", 0.85},
	{"dumbbell_row", "chest_supported_row", 0.75},
	{"chest_supported_row", "dumbbell_row", 0.9},
	{"dumbbell_split_squat", "dumbbell_reverse_lunge", 0.9},
	{"dumbbell_reverse_lunge", "dumbbell_split_squat", 0.9},
	{"dumbbell_split_squat", "dumbbell_bulgarian_split_squat", 0.8},
	{"dumbbell_bulgarian_split_squat", "dumbbell_split_squat", 1},
	{"dumbbell_reverse_lunge", "dumbbell_step_up", 0.8},
	{"dumbbell_romanian_deadlift", "dumbbell_single_leg_rdl", 0.5},
	{"kettlebell_deadlift", "kettlebell_single_leg_rdl", 0.4},
	{"dumbbell_curl", "hammer_curl", 0.9},
	{"hammer_curl", "dumbbell_curl", 0.85},
}
