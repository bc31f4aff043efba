using Authentik.Book;

namespace Authentik.Masking;

/// <summary>Keeps masks out of what is stored. They stand for secrets in what authentik recorded.</summary>
internal static class MaskedValues
{
    /// <summary>Refuses a value of recorded data that contains a mask.</summary>
    /// <exception cref="InputException">It contains one.</exception>
    public static void Refuse(Field field, object? value, string name)
    {
        if (field.IsRecorded && RecordedSecrets.ContainsMask(value))
        {
            throw new InputException(
                InputProblem.InvalidValue,
                $"{name} contains {Redactor.Mark}, which stands for a secret that isn't shown, and would replace it on the server. "
                    + "Nothing was sent. Get the object with -IncludeSecret, or omit the value.",
                field.Parameter);
        }
    }
}
