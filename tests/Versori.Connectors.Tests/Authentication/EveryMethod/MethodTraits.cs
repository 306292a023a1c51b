namespace Versori.Connectors.Tests.Authentication.EveryMethod;

/// <summary>What can happen to the credential of a method.</summary>
[Flags]
public enum MethodTraits
{
    /// <summary>It is the same for ever.</summary>
    Static = 0,

    /// <summary>It expires, and is replaced when it is rejected.</summary>
    Refreshes = 1,

    /// <summary>It is obtained from the external system, which may refuse or fail.</summary>
    RequestsTheSystem = 2,

    /// <summary>It stands in the path, which the runtime's own traces write down.</summary>
    StandsInThePath = 4,

    /// <summary>Signing in goes on asking through failures that pass.</summary>
    WaitsThemOut = 8,
}
