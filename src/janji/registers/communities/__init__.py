"""Community bodies of villages: RT, RW, PKK, Karang Taruna, LPM; their officers, plans and activities."""
