namespace Versori.Connectors.Tests.Invocation.Wire;

/// <summary>The columns of the tables of styles.</summary>
public enum ValueShape
{
    Text,
    List,
    Object,
}
