namespace Versori.Connectors.EntityFrameworkCore.Model;

/// <summary>One version of a secret, encrypted.</summary>
internal sealed class SecretRow
{
    public string ScopeKind { get; set; } = "";

    public string ScopeId { get; set; } = "";

    public string Name { get; set; } = "";

    public string Version { get; set; } = "";

    public int Format { get; set; }

    public byte[] Protected { get; set; } = [];
}
