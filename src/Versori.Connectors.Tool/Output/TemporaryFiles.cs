using System.Collections.Concurrent;

namespace Versori.Connectors.Tool.Output;

/// <summary>
/// Writes files whole or not at all: beside the file under a temporary name, which then replaces it.
/// </summary>
internal static class TemporaryFiles
{
    private static readonly ConcurrentDictionary<string, bool> Existing = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, Action> Unfinished = new(StringComparer.Ordinal);

    /// <summary>Sets what deletes other unfinished files if the process has to end at once.</summary>
    /// <param name="path">The path that identifies them.</param>
    /// <param name="delete">Deletes them; <see langword="null"/>: they are finished.</param>
    public static void Track(string path, Action? delete)
    {
        if (delete is null) Unfinished.TryRemove(path, out _);
        else Unfinished[path] = delete;
    }

    /// <summary>Writes several files. None is replaced before all are written.</summary>
    /// <param name="files">The texts by path. Folders are created.</param>
    /// <param name="cancellationToken">Cancels writing, until the first file is replaced.</param>
    public static async Task WriteAsync(
        IReadOnlyList<(string Path, string Text)> files, CancellationToken cancellationToken)
    {
        var twice = files.GroupBy(file => Path.GetFullPath(file.Path), StringComparer.Ordinal)
            .FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new IOException($"Two results would be written to '{twice.Key}'.");
        var written = new List<(string Temporary, string Path)>();
        var folders = new List<string>();
        try
        {
            foreach (var (path, text) in files)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var full = Path.GetFullPath(path);
                CreateFolder(Path.GetDirectoryName(full)!, folders);
                var temporary = Path.Combine(
                    Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}.tmp");
                Existing[temporary] = true;
                written.Add((temporary, full));
                await File.WriteAllTextAsync(temporary, text, cancellationToken).ConfigureAwait(false);
            }

            cancellationToken.ThrowIfCancellationRequested();
            foreach (var (temporary, path) in written)
            {
                File.Move(temporary, path, overwrite: true);
                Existing.TryRemove(temporary, out _);
            }
        }
        catch
        {
            foreach (var (temporary, _) in written) Delete(temporary);
            foreach (var folder in Enumerable.Reverse(folders)) DeleteFolder(folder);
            throw;
        }
    }

    /// <summary>Deletes what is not finished. The process ends afterwards.</summary>
    public static void DeleteAll()
    {
        foreach (var path in Existing.Keys) Delete(path);
        foreach (var delete in Unfinished.Values) delete();
    }

    private static void CreateFolder(string folder, List<string> created)
    {
        if (Directory.Exists(folder)) return;
        if (Path.GetDirectoryName(folder) is { Length: > 0 } parent) CreateFolder(parent, created);
        Directory.CreateDirectory(folder);
        created.Add(folder);
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The temporary file '{path}' could not be deleted: {exception.Message}");
        }

        Existing.TryRemove(path, out _);
    }

    // Another program may have written into it in the meantime.
    private static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
    }
}
