package extract

// Alpha2 returns the ISO 3166-1 alpha-2 code, in which entities have their
// country, of an alpha-3 code, in which code books have it; "" for none.
func Alpha2(alpha3 string) string { return alpha2(alpha3) }
