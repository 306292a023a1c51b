using Versori.Connectors.Tool.Output;
using Versori.Connectors.Tool.Running;

namespace Versori.Connectors.Tool.Serving;

/// <summary>
/// The files of one person: a SQLite file and the keys that encrypt its secrets. Nobody else may read them. A database
/// that was created and never served is deleted again.
/// </summary>
internal sealed class ServeDatabase : IDisposable
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    private readonly List<string> _folders = [];
    private readonly FileStream _lock;
    private readonly bool _isNew;
    private bool _isKept;

    private ServeDatabase(string path)
    {
        Path = path;
        _isNew = !File.Exists(path) && !Directory.Exists(Keys);
        CheckAccess();
        CreateFolder(System.IO.Path.GetDirectoryName(path)!);
        try
        {
            _lock = Lock();
            TemporaryFiles.Track(path, Discard);
        }
        catch
        {
            DeleteFolders();
            throw;
        }
    }

    /// <summary>The absolute path of the SQLite file.</summary>
    public string Path { get; }

    private string Keys => $"{Path}.keys";

    private string Locked => $"{Path}.serving";

    /// <summary>The file that is used unless another one is named.</summary>
    public static string DefaultPath()
    {
        var folder = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return folder.Length > 0
            ? System.IO.Path.Combine(folder, "versori-connectors", "connectors.db")
            : throw ToolException.Usage("This user has no folder for data. Name a file with --database.");
    }

    /// <summary>Takes the file for this process. It is created with its first use.</summary>
    /// <exception cref="ToolException">Others may read it, or another process serves it.</exception>
    public static ServeDatabase Open(string path)
    {
        if (Directory.Exists(path)) throw ToolException.Usage($"'{path}' is a folder. --database needs a file.");
        return new(path);
    }

    /// <summary>Keeps a database that was created.</summary>
    public void Keep()
    {
        _isKept = true;
        TemporaryFiles.Track(Path, null);
    }

    public void Dispose()
    {
        if (!_isKept) Discard();
        _lock.Dispose();
    }

    private void Discard()
    {
        TemporaryFiles.Track(Path, null);
        if (_isNew)
        {
            foreach (var suffix in (string[])["", "-wal", "-shm", ".migrating"]) File.Delete(Path + suffix);
            if (Directory.Exists(Keys)) Directory.Delete(Keys, recursive: true);
        }

        _lock.Dispose();
        DeleteFolders();
    }

    // On Windows, what a user's folder allows holds for the files in it.
    private void CheckAccess()
    {
        if (OperatingSystem.IsWindows()) return;
        foreach (var path in (string[])[Path, $"{Path}-wal", $"{Path}-shm", Keys])
        {
            var others = System.IO.Path.Exists(path) ? File.GetUnixFileMode(path) & ~OwnerFolder : UnixFileMode.None;
            if (others == UnixFileMode.None) continue;
            var mode = path == Keys ? "700" : "600";
            throw ToolException.Unreadable(
                $"Other users may have access to '{path}', which has or opens secrets. "
                + $"Change it: chmod {mode} '{path}'.");
        }
    }

    private void CreateFolder(string folder)
    {
        if (Directory.Exists(folder)) return;
        if (System.IO.Path.GetDirectoryName(folder) is { Length: > 0 } parent) CreateFolder(parent);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerFolder);
        _folders.Add(folder);
    }

    private FileStream Lock()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerFile;
        try
        {
            return new(Locked, options);
        }
        catch (IOException exception) when (File.Exists(Locked))
        {
            throw ToolException.Unreadable($"Another process serves '{Path}': {exception.Message}", exception);
        }
    }

    private void DeleteFolders()
    {
        foreach (var folder in Enumerable.Reverse(_folders))
        {
            if (!Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
        }
    }
}
