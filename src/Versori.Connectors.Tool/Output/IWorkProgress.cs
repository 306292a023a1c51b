namespace Versori.Connectors.Tool.Output;

/// <summary>Takes the steps of work that takes long.</summary>
internal interface IWorkProgress
{
    /// <summary>Begins a step, and ends the one before.</summary>
    /// <param name="step">What is done, as text for people.</param>
    /// <param name="total">How much there is to do; <see langword="null"/> if it is not known.</param>
    void Begin(string step, long? total);

    /// <summary>Reports that a part of the step is done.</summary>
    void Advance(long amount);
}
