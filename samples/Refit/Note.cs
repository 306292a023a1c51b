namespace RefitSample;

internal sealed record Note(string Text, int? Id = null);
