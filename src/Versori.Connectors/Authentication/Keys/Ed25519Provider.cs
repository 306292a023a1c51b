namespace Versori.Connectors.Authentication.Keys;

/// <summary>
/// The implementation of Ed25519 in this process. The algorithm has no state, so all engines of a process share it.
/// </summary>
internal static class Ed25519Provider
{
    private static IEd25519Algorithm? _algorithm;

    /// <summary>Whether there is an implementation.</summary>
    public static bool IsAvailable => Volatile.Read(ref _algorithm) is not null;

    /// <summary>What a host has to do if there is no implementation.</summary>
    public const string Hint = "Ed25519 needs the package Versori.Connectors.Ed25519: "
        + "call AddEd25519 on the builder that AddVersoriConnectors returns.";

    /// <summary>
    /// Sets the implementation; <see langword="null"/> removes it. Returns the one that was set before.
    /// </summary>
    public static IEd25519Algorithm? Use(IEd25519Algorithm? algorithm) =>
        Interlocked.Exchange(ref _algorithm, algorithm);

    /// <summary>Returns the implementation.</summary>
    /// <exception cref="ConnectorException">There is none; the location is the field of the key.</exception>
    public static IEd25519Algorithm For(string field) =>
        Volatile.Read(ref _algorithm) ?? throw KeyErrors.NotSupported(field, Hint);
}
