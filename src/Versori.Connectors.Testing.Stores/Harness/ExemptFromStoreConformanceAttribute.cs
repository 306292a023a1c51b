namespace Versori.Connectors.Testing;

/// <summary>
/// Exempts a class from <c>No_suite_is_left_out</c>: the class implements a store interface but needs no suite, such as
/// a store that fails on purpose. Applies to the assembly of the tests.
/// </summary>
/// <param name="store">The class.</param>
/// <param name="reason">Why the class needs no suite. It is for readers only.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ExemptFromStoreConformanceAttribute(Type store, string reason) : Attribute
{
    /// <summary>The class.</summary>
    public Type StoreType => store;

    /// <summary>Why the class needs no suite.</summary>
    public string Reason => reason;
}
