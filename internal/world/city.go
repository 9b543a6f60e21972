package world

func (b *builder) addCity() {}
