namespace SyncSample;

/// <param name="PagesPerRun">After so many pages the host stops, and its next run continues.</param>
internal sealed record SyncSettings(int PagesPerRun);
