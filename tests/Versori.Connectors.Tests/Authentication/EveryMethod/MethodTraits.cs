namespace Versori.Connectors.Tests.Authentication.EveryMethod;

/// <summary>The behavior of the credential of a method.</summary>
[Flags]
public enum MethodTraits
{
    /// <summary>The credential never changes.</summary>
    Static = 0,

    /// <summary>The credential expires, and is replaced when it is rejected.</summary>
    Refreshes = 1,

    /// <summary>The credential is requested from the external system, which may refuse or fail.</summary>
    RequestsTheSystem = 2,

    /// <summary>The credential is part of the path, which the traces of the runtime record.</summary>
    IsInPath = 4,

    /// <summary>Sign-in repeats its request after transient failures.</summary>
    RetriesTransientFailures = 8,
}
