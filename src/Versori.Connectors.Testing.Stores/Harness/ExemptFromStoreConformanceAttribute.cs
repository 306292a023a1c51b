namespace Versori.Connectors.Testing;

/// <summary>
/// Says, in an assembly of tests, that a class implements a store interface and needs no suite of its own, such as a
/// store that is there to fail.
/// </summary>
/// <param name="store">The class.</param>
/// <param name="reason">Why it needs none, for the reader.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ExemptFromStoreConformanceAttribute(Type store, string reason) : Attribute
{
    /// <summary>The class.</summary>
    public Type Store => store;

    /// <summary>Why it needs none.</summary>
    public string Reason => reason;
}
