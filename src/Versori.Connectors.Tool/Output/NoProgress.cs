namespace Versori.Connectors.Tool.Output;

/// <summary>Shows nothing.</summary>
internal sealed class NoProgress : IWorkProgress
{
    public static NoProgress Instance { get; } = new();

    public void Begin(string step, long? total)
    {
    }

    public void Advance(long amount)
    {
    }
}
