using Versori.Connectors.Generation;
using Versori.Connectors.Tool.Output;
using Versori.Connectors.Tool.Running;
using Versori.Connectors.Tool.Sources;

namespace Versori.Connectors.Tool.Mcp;

/// <summary>
/// The files that the agent works with: those below the working directory. Imported sources are kept until their files
/// change.
/// </summary>
internal sealed class Workspace(string root, SourceReader reader) : IDisposable
{
    private const int MaximumKept = 16;

    private readonly Dictionary<string, (DateTime Time, ImportedConnector Connector)> _imported =
        new(StringComparer.Ordinal);

    private readonly SemaphoreSlim _access = new(1, 1);
    private readonly string _root = RealPath(Path.GetFullPath(root));

    public SourceReader Reader { get; } = reader;

    /// <summary>Returns the path of a file below the working directory.</summary>
    /// <exception cref="ToolException">The path leads elsewhere, also by a link.</exception>
    public string PathOf(string file)
    {
        var full = Path.GetFullPath(file, _root);
        var real = RealPath(full);
        var isBelow = real.StartsWith(_root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar,
            StringComparison.Ordinal);
        return isBelow
            ? full
            : throw ToolException.Usage($"'{file}' is not below the working directory of this server.");
    }

    /// <summary>Returns the argument of a source. Files are below the working directory.</summary>
    public SourceArgument ArgumentOf(string text)
    {
        var argument = SourceArgument.Parse(text);
        if (argument.IsStandardInput) throw ToolException.Usage("A source is a file or a URL.");
        return argument.Url is null ? argument with { Location = PathOf(argument.Location) } : argument;
    }

    /// <summary>Imports a source, or returns what was imported before.</summary>
    public async Task<ImportedConnector> ImportAsync(string text, CancellationToken cancellationToken)
    {
        var argument = ArgumentOf(text);
        var time = argument.Url is null ? File.GetLastWriteTimeUtc(argument.Location) : default;
        await _access.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_imported.TryGetValue(text, out var kept) && kept.Time == time) return kept.Connector;
            var loaded = await Reader.LoadAsync(argument, NoProgress.Instance, cancellationToken).ConfigureAwait(false);
            var imported = await Reader.ImportAsync(loaded, NoProgress.Instance, cancellationToken)
                .ConfigureAwait(false);
            if (_imported.Count >= MaximumKept) _imported.Clear();
            _imported[text] = (time, imported);
            return imported;
        }
        finally
        {
            _access.Release();
        }
    }

    /// <summary>Reads a text file.</summary>
    public async Task<string> ReadAsync(string file, CancellationToken cancellationToken)
    {
        var content = await Reader
            .ReadAsync(new(null, PathOf(file)), NoProgress.Instance, cancellationToken).ConfigureAwait(false);
        return SourceReader.Text(content);
    }

    /// <summary>Writes files below the working directory, all or none.</summary>
    public Task WriteAsync(IEnumerable<(string File, string Text)> files, CancellationToken cancellationToken) =>
        TemporaryFiles.WriteAsync([.. files.Select(file => (PathOf(file.File), file.Text))], cancellationToken);

    public void Dispose() => _access.Dispose();

    // Follows the links of the part of a path that exists.
    private static string RealPath(string path)
    {
        var parent = Path.GetDirectoryName(path);
        if (parent is null) return path;
        var own = Path.Combine(RealPath(parent), Path.GetFileName(path));
        FileSystemInfo info = Directory.Exists(own) ? new DirectoryInfo(own) : new FileInfo(own);
        return info.LinkTarget is not null && info.ResolveLinkTarget(returnFinalTarget: true) is { } target
            ? RealPath(target.FullName)
            : own;
    }
}
