using System.Text.Json;

namespace Quickstart.Server;

/// <summary>
/// What the warehouse remembers from one run to the next: its port, and a hash of its client's secret. It does not know the
/// secret itself; only a connection that kept it can still sign in.
/// </summary>
/// <param name="file">Where it is written down.</param>
public sealed class WarehouseBooks(string file)
{
    private Entries _entries = File.Exists(file) ? JsonSerializer.Deserialize<Entries>(File.ReadAllText(file))! : new(0, "");

    /// <summary>The port; 0: the operating system may choose one.</summary>
    public int Port
    {
        get => _entries.Port;
        set => Write(_entries with { Port = value });
    }

    /// <summary>The secret's hash, in hexadecimal digits; empty while there is none.</summary>
    public string SecretHash
    {
        get => _entries.SecretHash;
        set => Write(_entries with { SecretHash = value });
    }

    private void Write(Entries entries)
    {
        if (entries == _entries) return;
        _entries = entries;
        File.WriteAllText(file, JsonSerializer.Serialize(entries));
    }

    private sealed record Entries(int Port, string SecretHash);
}
