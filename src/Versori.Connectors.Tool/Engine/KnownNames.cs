using Versori.Connectors.Tool.Running;

namespace Versori.Connectors.Tool.Engine;

/// <summary>Names of known systems from the command line.</summary>
internal static class KnownNames
{
    /// <summary>The ids that are most similar to one that is not known.</summary>
    public static string Nearest(string id)
    {
        try
        {
            KnownSystems.Get(id);
        }
        catch (ConnectorException exception)
        {
            return string.Join(", ", exception.Error.Related);
        }

        throw new InvalidOperationException($"'{id}' is known.");
    }

    public static ToolException Unknown(string id) =>
        ToolException.Usage($"'{id}' is not a known system. The nearest are: {Nearest(id)}.");
}
