using System.Text.Json;

namespace Quickstart.Server;

/// <summary>
/// The state that the warehouse keeps between runs: its port, and a hash of its client's secret. It does not store the
/// secret itself; only a connection that kept the secret can authenticate.
/// </summary>
/// <param name="file">The file in which the state is kept.</param>
public sealed class WarehouseState(string file)
{
    private Entries _entries =
        File.Exists(file) ? JsonSerializer.Deserialize<Entries>(File.ReadAllText(file))! : new(0, "");

    /// <summary>The port; 0 lets the operating system choose one.</summary>
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
