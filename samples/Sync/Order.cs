namespace SyncSample;

internal sealed record Order(int Id, decimal Total);
