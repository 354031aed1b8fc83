module spotter

go 1.26
